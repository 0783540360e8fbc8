package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;

/**
 * Decides when a shard may be read again. While reads return records, the rate is the service's
 * limit of five reads per second, evenly spread, so that no record waits longer than 200 ms. While
 * reads return none, the wait doubles up to one second. A failed read counts as one without
 * records.
 *
 * @param lastRead when the last read began, in nanoseconds
 * @param pause the time from then until the next read may begin
 */
record PollInterval(long lastRead, Duration pause) {
  static final Duration SHORTEST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(1);

  private static final DoublingWait WAIT = new DoublingWait(SHORTEST, LONGEST);

  /** For a shard that was never read. */
  static final PollInterval NEW = new PollInterval(0, Duration.ZERO);

  /**
   * Call it when a read begins. The read counts as one without records until {@link #afterRecords}.
   */
  PollInterval afterRead(long now) {
    return new PollInterval(now, WAIT.next(pause));
  }

  /** Call it when the last read returned records: there may be more. */
  PollInterval afterRecords() {
    return new PollInterval(lastRead, SHORTEST);
  }

  /**
   * Zero if the shard may be read now. Compares only differences, since a monotonic clock may
   * overflow.
   */
  long waitNanos(long now) {
    return pause.isZero() ? 0 : Math.max(0, pause.toNanos() - (now - lastRead));
  }
}
