package io.fleetfix.application.mail;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The waits between two attempts at one mail. They are measured by this process's own monotonic
 * clock, from when it first saw the last attempt, or its end: the times in the row are of other
 * clocks, which may be wrong. So a wait starts again in a process that has just started, and is
 * never too short. Thread-safe.
 */
final class AttemptWaits {
  /** If there are more waits, the oldest begin again. */
  private static final int MOST_REMEMBERED = 20_000;

  private final MailPauses pauses;
  private final LongSupplier nanoTime;
  private final Map<RepairId, Seen> seen = new LinkedHashMap<>();

  AttemptWaits(MailPauses pauses, LongSupplier nanoTime) {
    this.pauses = pauses;
    this.nanoTime = nanoTime;
  }

  private record Seen(Version version, long since) {}

  /** How long it is until the next attempt; zero or less if it may begin. */
  synchronized Duration left(Invoice invoice) {
    Duration wait = wait(invoice);
    if (wait.isZero()) {
      return wait;
    }
    long now = nanoTime.getAsLong();
    Seen first = seen.get(invoice.repairId());
    if (first == null || !first.version.equals(invoice.version())) {
      first = new Seen(invoice.version(), now);
      remember(invoice.repairId(), first);
    }
    return wait.minusNanos(now - first.since);
  }

  private Duration wait(Invoice invoice) {
    return switch (invoice.mailing().status()) {
      case MailStatus.Attempted unclear -> pauses.unclear();
      case MailStatus.Waiting waiting ->
          (switch (waiting.cause()) {
                case MAIL -> pauses.mail();
                case SERVER -> pauses.server();
              })
              .after(invoice.mailing().deferrals() - 1);
      default -> Duration.ZERO;
    };
  }

  /** No attempt at this mail follows. */
  synchronized void forget(RepairId done) {
    seen.remove(done);
  }

  private void remember(RepairId id, Seen first) {
    seen.remove(id); // so that it becomes the newest
    seen.put(id, first);
    if (seen.size() > MOST_REMEMBERED) {
      seen.remove(seen.keySet().iterator().next());
    }
  }
}
