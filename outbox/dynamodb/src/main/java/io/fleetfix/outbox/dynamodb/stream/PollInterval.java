package io.fleetfix.outbox.dynamodb.stream;

import java.time.Duration;

/**
 * Decides when a shard may be read again: at the service's limit of five reads per second, evenly
 * spread, whether or not there was something to read. So no record waits longer than 200 ms, not
 * even the first one after a quiet time. A failed read counts, too.
 *
 * @param lastRead when the last read began, in nanoseconds
 * @param pause the time from then until the next read may begin
 */
record PollInterval(long lastRead, Duration pause) {
  static final Duration EVERY = Duration.ofMillis(200);

  /** For a shard that was never read. */
  static final PollInterval NEW = new PollInterval(0, Duration.ZERO);

  /** Call it when a read begins. */
  static PollInterval afterRead(long now) {
    return new PollInterval(now, EVERY);
  }

  /**
   * Zero if the shard may be read now. Compares only differences, since a monotonic clock may
   * overflow.
   */
  long waitNanos(long now) {
    return pause.isZero() ? 0 : Math.max(0, pause.toNanos() - (now - lastRead));
  }
}
