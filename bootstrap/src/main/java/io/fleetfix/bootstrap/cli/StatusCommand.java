package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Shows the state of the outbox, and whether an operator has to act. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how many events are pending or quarantined, and what is missing.",
      "Exit code 1 if an event has been pending for more than 5 minutes or for an unknown time, if"
          + " an event is quarantined, or if there are problems."
    })
final class StatusCommand extends OperatorCommand {
  private static final Duration TOO_OLD = Duration.ofMinutes(5);

  @Override
  int run(ServiceClient service) {
    JsonNode status = service.send(Call.get("/outbox", "pending"));
    show(status, () -> fields(status));
    return operatorMustAct(status) ? ExitCode.OPERATOR_MUST_ACT : ExitCode.SUCCESS;
  }

  private static boolean operatorMustAct(JsonNode status) {
    return pendingTooLong(status)
        || status.path("quarantined").asLong() > 0
        || !status.path("problems").isEmpty();
  }

  /** If events are pending and the answer has no age, the service could not determine it. */
  private static boolean pendingTooLong(JsonNode status) {
    return status.has("oldestPendingSeconds")
        ? status.get("oldestPendingSeconds").asLong() > TOO_OLD.toSeconds()
        : status.get("pending").asLong() > 0;
  }
}
