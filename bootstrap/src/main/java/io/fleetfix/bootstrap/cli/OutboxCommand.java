package io.fleetfix.bootstrap.cli;

import picocli.CommandLine.Command;

/** The operator's commands for the outbox of a running service. */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Inspects and repairs the outbox of the running service at FLEETFIX_URL.",
      "If FLEETFIX_TOKEN is set, each request carries it as a bearer token."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Success.",
      "1:An operator has to act.",
      "2:The command, an option or an environment variable is wrong.",
      "3:The service can't be reached, or it can't reach its table."
    },
    subcommands = {
      StatusCommand.class,
      ListCommand.class,
      ShowCommand.class,
      RedeliverCommand.class,
      QuarantineCommand.class,
      DeadLettersCommand.class,
      ReconcileCommand.class
    })
public final class OutboxCommand {
  /** The variable with the service's address. */
  public static final String URL = "FLEETFIX_URL";

  /** The variable with the access token. It is not an option: other users can see those. */
  public static final String TOKEN = "FLEETFIX_TOKEN";
}
