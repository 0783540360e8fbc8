package io.fleetfix.bootstrap;

import io.fleetfix.adapter.http.AddressInUse;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 fine, 1 the service could not run, 2 usage or a setting. */
@Command(
    name = "fleetfix",
    version = "fleetfix 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Runs the repair orders of a car workshop.",
      "Without a command: in memory, on http://localhost:8080; everything is forgotten on exit."
    },
    footer = {
      "",
      "Settings (environment variables):",
      "  FLEETFIX_HTTP_HOST       address to listen on (127.0.0.1)",
      "  FLEETFIX_HTTP_PORT       port to listen on, 0 for any free one (8080)",
      "  FLEETFIX_CURRENCY        ISO 4217 currency of every price (EUR)",
      "  FLEETFIX_ZONE            time zone that decides an invoice's year (UTC)",
      "  FLEETFIX_INVOICE_SERIES  first part of every invoice number (INV)"
    },
    subcommands = HelpCommand.class)
public final class Main implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  /** Runs the command; the service goes on until the process is told to stop. */
  public static void main(String[] args) {
    int exitCode =
        new CommandLine(new Main())
            .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
            .execute(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() {
    WorkshopConfig config = WorkshopConfig.of(System.getenv());
    for (String name : config.unknown()) {
      LOG.atWarn().addKeyValue("name", name).log("There is no such setting; it is ignored");
    }
    RunningWorkshop workshop = RunningWorkshop.start(Profile.MEMORY.modules(config));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(workshop), "stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("FleetFix listens on http://%s:%d%n", config.http().host(), workshop.port());
    out.println("In memory: everything is forgotten on exit. Ctrl-C stops it.");
    out.flush();
    return 0;
  }

  private static void stop(RunningWorkshop workshop) {
    try {
      workshop.stop();
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  private static int explain(Exception failure, CommandLine command) throws Exception {
    switch (failure) {
      case WrongSetting wrong -> {
        command.getErr().println("fleetfix: " + wrong.getMessage());
        return 2;
      }
      case AddressInUse inUse -> {
        command
            .getErr()
            .println("fleetfix: " + inUse.getMessage() + "; FLEETFIX_HTTP_PORT sets another port");
        return 1;
      }
      default -> throw failure;
    }
  }
}
