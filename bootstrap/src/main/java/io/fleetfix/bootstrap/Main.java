package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.cli.InvoicesCommand;
import io.fleetfix.bootstrap.cli.MailCommand;
import io.fleetfix.bootstrap.cli.OutboxCommand;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.UncaughtFailures;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Without a command, it runs the service in memory. */
@Command(
    name = "fleetfix",
    version = "fleetfix 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Runs the repair orders of a car workshop.",
      "Without a command, it listens on http://localhost:8080, keeps everything in memory, and"
          + " forgets it on exit."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Success.",
      "1:The service could not run.",
      "2:The command or a setting is wrong.",
      "3:The service ran out of memory.",
      ":'fleetfix outbox --help' lists the exit codes of the operator's commands."
    },
    subcommands = {
      LocalCommand.class,
      AwsCommand.class,
      OutboxCommand.class,
      InvoicesCommand.class,
      MailCommand.class,
      ConfigCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Main implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  @Mixin private final PortOption port = new PortOption();

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected failure.")
  private boolean stackTrace;

  /** Runs the command. After a successful start, the service runs until the process is stopped. */
  public static void main(String[] args) {
    UncaughtFailures.handleAll();
    int exitCode = commandLine(System.getenv()).execute(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static CommandLine commandLine(Map<String, String> environment) {
    Main main = new Main();
    CommandLine commandLine = new CommandLine(main);
    HelpLayout.applyTo(commandLine, environment);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageMistake())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              ProcessEnd.HALT.ifOutOfMemory(failure);
              return FailureLine.of(failure).print(command.getErr(), failure, main.stackTrace);
            });
  }

  @Override
  public Integer call() {
    WorkshopConfig config = ServiceLauncher.config(port.settings().variables());
    ServiceLauncher.start(
        config,
        Wiring.memory(config),
        () -> {},
        spec.commandLine().getOut(),
        "In memory: everything is forgotten on exit.");
    return 0;
  }
}
