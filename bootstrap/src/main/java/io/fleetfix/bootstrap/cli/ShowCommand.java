package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one event. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how far an event got, how often it was sent again, and by which operators.",
      "Exit code 1 if the event is unknown, has expired, or is quarantined."
    })
final class ShowCommand extends OperatorCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  @Parameters(
      paramLabel = "EVENT",
      converter = Values.OfEvent.class,
      description = "The event's id.")
  private EventId eventId;

  @Override
  int run(ServiceClient service) {
    JsonNode event =
        service.send(Call.get("/outbox/events/" + eventId, "eventId").notFound(notFound()));
    show(event, () -> fields(event));
    return event.path("state").asText().equals("QUARANTINED")
        ? ExitCode.OPERATOR_MUST_ACT
        : ExitCode.SUCCESS;
  }

  private String notFound() {
    return "No event has the id "
        + eventId
        + ". It never existed, or it was delivered more than "
        + OutboxLedger.RETENTION.toDays()
        + " days ago and has expired.";
  }
}
