package io.fleetfix.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.outbox.event.EventId;
import java.net.URLEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Quarantined events. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists the quarantined events, or releases one so that it is sent again.",
    subcommands = {QuarantineCommand.List.class, QuarantineCommand.Release.class})
final class QuarantineCommand {
  /** Lists all of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the quarantined events with the reason for each, the most recent first.",
        "Exit code 1 if there are any, or if a row can't be read. With --json, each line is a page"
            + " of up to 200 events."
      })
  static final class List extends OperatorCommand {
    private static final String PATH = "/outbox/quarantine?limit=200";

    private final Table table = Table.of("quarantinedAt", "eventId", "aggregateId", "reason");
    private long listed;
    private long unreadable;

    @Override
    int run(ServiceClient service) {
      String next = PATH;
      while (!next.isEmpty()) {
        JsonNode page = service.send(Call.get(next, "items"));
        show(page, () -> table.print(page.get("items"), out()));
        listed += page.get("items").size();
        unreadable += unreadable(page);
        String cursor = page.path("nextCursor").asText();
        next = cursor.isEmpty() ? "" : PATH + "&cursor=" + URLEncoder.encode(cursor, UTF_8);
      }
      summary(counted(listed, "event") + " in quarantine");
      return listed + unreadable > 0 ? ExitCode.OPERATOR_MUST_ACT : ExitCode.SUCCESS;
    }
  }

  /** Releases one of them. */
  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = {
        "Releases an event from quarantine: it is pending again and due at once, and its refusals"
            + " no longer count.",
        "Exit code 1 if the event is not in quarantine."
      })
  static final class Release extends OperatorCommand {
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    @Parameters(
        paramLabel = "EVENT",
        converter = Values.OfEvent.class,
        description = "The event's id.")
    private EventId eventId;

    @Override
    int run(ServiceClient service) {
      JsonNode released =
          service.send(
              Call.post(
                      "/outbox/quarantine/" + eventId + "/release",
                      ServiceClient.JSON.createObjectNode(),
                      "eventId")
                  .notFound(notFound()));
      show(released, () -> fields(released));
      return ExitCode.SUCCESS;
    }

    private String notFound() {
      return "No event in quarantine has the id "
          + eventId
          + ". Run `fleetfix outbox show "
          + eventId
          + "` to see its state.";
    }
  }
}
