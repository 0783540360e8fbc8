package io.fleetfix.bootstrap.cli;

import picocli.CommandLine.Command;

/** What an operator does with the outbox of a running service. */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Looks after the outbox of a running service, at FLEETFIX_URL.",
      "If FLEETFIX_TOKEN is set, it goes along as a bearer token."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Fine.",
      "1:Something needs a hand.",
      "2:The command or a setting is wrong.",
      "3:The service can't be reached, or can't reach its table."
    },
    subcommands = {
      StatusCommand.class,
      ShowCommand.class,
      RedeliverCommand.class,
      QuarantineCommand.class,
      ReconcileCommand.class
    })
public final class OutboxCommand {
  /** Where the service is that the commands ask. */
  public static final String URL = "FLEETFIX_URL";

  /** What they show to it; never an option, because others can see those. */
  public static final String TOKEN = "FLEETFIX_TOKEN";
}
