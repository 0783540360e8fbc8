package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import picocli.CommandLine.Command;

/** Shows the state of the outbox, and whether an operator has to act. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how many events are pending or quarantined, how many mismatches reconciliation has"
          + " found, what is wrong, and what is unknown.",
      "Exit code 1 unless the outbox is HEALTHY. UNHEALTHY means that an event has been undelivered"
          + " for more than 5 minutes, that an event is quarantined, that there are mismatches, or"
          + " that something else that events need is wrong; `problems` says what. UNKNOWN means that nothing is known to be"
          + " wrong, but not everything could be checked; `unknown` says why."
    })
final class StatusCommand extends OperatorCommand {
  /** An answer without it says nothing, which is no good news. */
  private static final String HEALTHY = "HEALTHY";

  @Override
  int run(ServiceClient service) {
    JsonNode status = service.send(Call.get("/outbox", "pending"));
    show(status, () -> fields(status));
    return status.path("health").asText().equals(HEALTHY)
        ? ExitCode.SUCCESS
        : ExitCode.OPERATOR_MUST_ACT;
  }
}
