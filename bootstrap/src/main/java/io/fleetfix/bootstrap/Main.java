package io.fleetfix.bootstrap;

import io.fleetfix.adapter.http.server.AddressInUse;
import io.fleetfix.bootstrap.cli.OutboxCommand;
import io.fleetfix.bootstrap.config.InvalidSetting;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localaws.DataFolder;
import io.fleetfix.outbox.dynamodb.table.TableMismatch;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 fine, 1 the service could not run, 2 usage or a setting; the
 * operator's commands have more to say.
 */
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
      "  FLEETFIX_AUTH            oidc, or off: nobody is asked who they are (off, but only on this",
      "                           machine: on any other address it has to be said)",
      "  FLEETFIX_AUTH_ISSUER     for oidc: what a token's iss says",
      "  FLEETFIX_AUTH_AUDIENCE   for oidc: what a token's aud says",
      "  FLEETFIX_AUTH_JWKS_URL   for oidc: https URL of the issuer's key set",
      "  FLEETFIX_RATE_LIMIT      requests a second of one caller, or off (100 with oidc, else off)",
      "  FLEETFIX_CURRENCY        ISO 4217 currency of every price (EUR)",
      "  FLEETFIX_ZONE            time zone that decides an invoice's year (UTC)",
      "  FLEETFIX_INVOICE_SERIES  first part of every invoice number (INV)",
      "  FLEETFIX_MAIL_FROM       who bills, like: Name <a@example.com>",
      "  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER and the other standard variables of",
      "                           OpenTelemetry say where spans go (nowhere)",
      "For local and aws:",
      "  FLEETFIX_TABLE             table; the relay's own is <table>-relay (fleetfix)",
      "  FLEETFIX_EVENT_BUS         event bus (fleetfix)",
      "  FLEETFIX_INVOICING_QUEUE   queue of the rule invoicing (fleetfix-invoicing)",
      "  FLEETFIX_FRONT_DESK_QUEUE  queue of the rule front-desk (fleetfix-front-desk)",
      "  FLEETFIX_MAIL_QUEUE        queue of the rule mail (fleetfix-mail)",
      "  FLEETFIX_RECEIPTS_QUEUE    queue of the rule receipts (fleetfix-receipts)",
      "  FLEETFIX_RELAY             for aws: pipe, or embedded to relay in this process (pipe)",
      "  FLEETFIX_SMTP_URL          for aws: mail server, smtp[s]://user:password@host:port; without",
      "                             it mails wait in their queue",
      "  FLEETFIX_LOCAL_DATA        for local: folder to keep data in (.fleetfix)",
      "For outbox:",
      "  FLEETFIX_URL               where the service is (http://localhost:8080)",
      "  FLEETFIX_TOKEN             sent to it as a bearer token, if it is set"
    },
    subcommands = {LocalCommand.class, AwsCommand.class, OutboxCommand.class, HelpCommand.class})
public final class Main implements Callable<Integer> {
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
    WorkshopConfig config = ServiceLauncher.config();
    ServiceLauncher.start(
        config,
        Wiring.memory(config),
        () -> {},
        spec.commandLine().getOut(),
        "In memory: everything is forgotten on exit.");
    return 0;
  }

  private static int explain(Exception failure, CommandLine command) throws Exception {
    switch (failure) {
      case InvalidSetting wrong -> {
        command.getErr().println("fleetfix: " + wrong.getMessage());
        return 2;
      }
      case AddressInUse inUse -> {
        command
            .getErr()
            .println("fleetfix: " + inUse.getMessage() + "; FLEETFIX_HTTP_PORT sets another port");
        return 1;
      }
      case DataFolder.InUse inUse -> {
        command
            .getErr()
            .println("fleetfix: " + inUse.getMessage() + "; FLEETFIX_LOCAL_DATA sets another one");
        return 1;
      }
      case TableMismatch wrong -> {
        command.getErr().println("fleetfix: " + wrong.getMessage());
        return 1;
      }
      case StorageUnavailable unavailable -> {
        command.getErr().println("fleetfix: DynamoDB can't be reached: " + reason(unavailable));
        return 1;
      }
      default -> throw failure;
    }
  }

  /** The SDK says what is missing, such as a region, in the first line of its message. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
