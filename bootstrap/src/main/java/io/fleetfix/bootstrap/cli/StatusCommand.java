package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;

/** How the outbox is, and whether that needs a hand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what waits to be delivered, what was given up and what is missing.",
      "Exit code 1 if an event waits for more than 5 minutes, or nobody can say for how long, or",
      "anything is given up or missing."
    })
final class StatusCommand extends OperatorCommand {
  /** When somebody should be woken. */
  private static final Duration TOO_OLD = Duration.ofMinutes(5);

  @Override
  int run(ServiceClient service) {
    JsonNode status = service.get("/outbox", "pending");
    show(status, () -> fields(status));
    return needsAHand(status) ? ExitCode.NEEDS_A_HAND : ExitCode.FINE;
  }

  private static boolean needsAHand(JsonNode status) {
    return waitsTooLong(status)
        || status.path("quarantined").asLong() > 0
        || !status.path("problems").isEmpty();
  }

  /** While something waits, an age that is not told is one that could not be found out. */
  private static boolean waitsTooLong(JsonNode status) {
    return status.has("oldestPendingSeconds")
        ? status.get("oldestPendingSeconds").asLong() > TOO_OLD.toSeconds()
        : status.get("pending").asLong() > 0;
  }
}
