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
      "Exit code 1 if an event waits for more than 5 minutes, or anything is given up or missing."
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
    return status.path("oldestPendingSeconds").asLong() > TOO_OLD.toSeconds()
        || status.path("quarantined").asLong() > 0
        || !status.path("problems").isEmpty();
  }
}
