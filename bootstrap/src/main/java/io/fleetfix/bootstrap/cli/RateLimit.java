package io.fleetfix.bootstrap.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Keeps the average since the start at or below a number of events per second. */
final class RateLimit {
  private final int perSecond;
  private final LongSupplier nanoTime;
  private final long start;

  /**
   * Starts now.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  RateLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** How long to wait before the next event, after this many since the start. */
  long nanosAfter(long done) {
    long due = start + done * TimeUnit.SECONDS.toNanos(1) / perSecond;
    return Math.max(0, due - nanoTime.getAsLong());
  }

  /** Waits until the next event is allowed. */
  void waitAfter(long done) {
    for (long left = nanosAfter(done); left > 0; left = nanosAfter(done)) {
      LockSupport.parkNanos(left);
    }
  }
}
