package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.event.EventId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One event. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how far an event got, and who had it sent again.",
      "Exit code 1 if it is unknown, has expired, or was given up."
    })
final class ShowCommand extends OperatorCommand {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Parameters(paramLabel = "EVENT", converter = Ids.OfEvent.class, description = "The event's id.")
  private EventId eventId;

  @Override
  int run(ServiceClient service) {
    JsonNode event = service.get("/outbox/events/" + eventId, "eventId");
    show(event, () -> fields(event));
    return event.path("state").asText().equals("QUARANTINED")
        ? ExitCode.NEEDS_A_HAND
        : ExitCode.FINE;
  }
}
