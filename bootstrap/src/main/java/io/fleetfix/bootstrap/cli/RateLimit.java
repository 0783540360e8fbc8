package io.fleetfix.bootstrap.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** So many in a second, and no more, however quickly they could be done. */
final class RateLimit {
  private final int perSecond;
  private final LongSupplier nanoTime;
  private final long start;

  /**
   * Begins now.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  RateLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** How long to wait before the next may be done, when so many were done since the start. */
  long nanosAfter(long done) {
    long due = start + done * TimeUnit.SECONDS.toNanos(1) / perSecond;
    return Math.max(0, due - nanoTime.getAsLong());
  }

  /** Waits that long. */
  void waitAfter(long done) {
    for (long left = nanosAfter(done); left > 0; left = nanosAfter(done)) {
      LockSupport.parkNanos(left);
    }
  }
}
