package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.delivery.DoublingWait;
import java.time.Duration;

/**
 * When a shard may be read again. While records come: as soon as the service's limit lets, five
 * reads a second, evenly spread, so that no record waits for longer than that share of a second.
 * While none come the wait doubles, up to a second. A failed read counts as one without records.
 *
 * @param lastRead when the last read began; nanoseconds
 * @param pause from then until the next one may begin
 */
record PollInterval(long lastRead, Duration pause) {
  static final Duration SHORTEST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(1);

  private static final DoublingWait WAIT = new DoublingWait(SHORTEST, LONGEST);

  /** Of a shard that was never read. */
  static final PollInterval NEW = new PollInterval(0, Duration.ZERO);

  /** A read begins. Until records come of it, it counts as one without any. */
  PollInterval afterRead(long now) {
    return new PollInterval(now, WAIT.next(pause));
  }

  /** The last read gave records: there may be more. */
  PollInterval afterRecords() {
    return new PollInterval(lastRead, SHORTEST);
  }

  /** Zero if it may be read now. Differences only: a monotonic clock may pass its largest value. */
  long waitNanos(long now) {
    return pause.isZero() ? 0 : Math.max(0, pause.toNanos() - (now - lastRead));
  }
}
