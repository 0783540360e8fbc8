package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.event.EventId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The events that were given up. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows the events that were given up, or lets one of them try again.",
    subcommands = {QuarantineCommand.List.class, QuarantineCommand.Release.class})
final class QuarantineCommand {
  /** All of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the events that were given up and why, the last given up first.",
        "Exit code 1 if there are any, or a row can't be read. With --json a line is a page, of up"
            + " to 200."
      })
  static final class List extends OperatorCommand {
    private static final String PATH = "/outbox/quarantine?limit=200";

    private long listed;
    private long unreadable;

    @Override
    int run(ServiceClient service) {
      String next = PATH;
      while (!next.isEmpty()) {
        JsonNode page = service.get(next, "items");
        show(page, () -> page.get("items").forEach(this::line));
        listed += page.get("items").size();
        unreadable += unreadable(page);
        String cursor = page.path("nextCursor").asText();
        next = cursor.isEmpty() ? "" : PATH + "&cursor=" + cursor; // made to be put into a URL
      }
      summary(listed + " in the quarantine");
      return listed + unreadable > 0 ? ExitCode.NEEDS_A_HAND : ExitCode.FINE;
    }

    private void line(JsonNode each) {
      out()
          .printf(
              "%s %s %s %s%n",
              each.path("quarantinedAt").asText(),
              each.path("eventId").asText(),
              each.path("aggregateId").asText(),
              each.path("reason").asText());
    }
  }

  /** One of them. */
  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = {
        "Makes an event pending again, due at once, as if the bus had never refused it.",
        "Exit code 1 if it is not in the quarantine."
      })
  static final class Release extends OperatorCommand {
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    @Parameters(
        paramLabel = "EVENT",
        converter = Ids.OfEvent.class,
        description = "The event's id.")
    private EventId eventId;

    @Override
    int run(ServiceClient service) {
      JsonNode released =
          service.post(
              "/outbox/quarantine/" + eventId + "/release",
              ServiceClient.JSON.createObjectNode(),
              "eventId");
      show(released, () -> fields(released));
      return ExitCode.FINE;
    }
  }
}
