package io.fleetfix.application.mail;

import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits between two attempts at one mail. They are measured by this process's own monotonic
 * clock, from when it first saw the last attempt, or its end: the times in the row are of other
 * clocks, which may be wrong. So a wait starts again in a process that has just started, and is
 * never too short.
 *
 * <p>When waits are over, their attempts take turns: however many mails wait for another attempt,
 * they leave room for those that were never attempted. Thread-safe.
 */
final class AttemptWaits {
  /** If there are more waits, the oldest begin again. */
  private static final int MOST_REMEMBERED = 20_000;

  /** Ten further attempts per second: a fraction of what a process and a mail server can do. */
  static final Duration BETWEEN_TURNS = Duration.ofMillis(100);

  private final MailPauses pauses;
  private final LongSupplier nanoTime;
  private final Map<DocumentId, Seen> seen = new LinkedHashMap<>();
  private @Nullable Long lastTurn;

  AttemptWaits(MailPauses pauses, LongSupplier nanoTime) {
    this.pauses = pauses;
    this.nanoTime = nanoTime;
  }

  /**
   * The state of an invoice, when it was first seen, and the turn of its next attempt, if known.
   */
  private record Seen(Version version, long since, @Nullable Long turn) {}

  /** How long it is until the next attempt; zero or less if it may begin. */
  synchronized Duration left(Document invoice) {
    if (invoice.mailing().attempts() == 0) {
      return Duration.ZERO;
    }
    long now = nanoTime.getAsLong();
    Seen last = seen.get(invoice.id());
    if (last == null || !last.version.equals(invoice.version())) {
      last = new Seen(invoice.version(), now, null);
      remember(invoice.id(), last);
    }
    Duration wait = wait(invoice).minusNanos(now - last.since);
    return wait.isPositive() ? wait : turn(invoice.id(), last, now);
  }

  /** A turn that is not used because the server can't be reached is followed by another one. */
  private Duration turn(DocumentId id, Seen last, long now) {
    long turn = last.turn == null ? nextTurn(now) : last.turn;
    Duration left = Duration.ofNanos(turn - now);
    seen.put(id, new Seen(last.version, last.since, left.isPositive() ? turn : null));
    return left;
  }

  private long nextTurn(long now) {
    long next = lastTurn == null ? now : lastTurn + BETWEEN_TURNS.toNanos();
    lastTurn = next - now < 0 ? now : next;
    return lastTurn;
  }

  private Duration wait(Document invoice) {
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
  synchronized void forget(DocumentId done) {
    seen.remove(done);
  }

  private void remember(DocumentId id, Seen first) {
    seen.remove(id); // so that it becomes the newest
    seen.put(id, first);
    if (seen.size() > MOST_REMEMBERED) {
      seen.remove(seen.keySet().iterator().next());
    }
  }
}
