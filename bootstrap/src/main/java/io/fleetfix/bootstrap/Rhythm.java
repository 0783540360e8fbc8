package io.fleetfix.bootstrap;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * When something is due that is done again and again; late rather than twice at once. It begins
 * with a pause. For one thread.
 */
final class Rhythm {
  private final long every;
  private final LongSupplier nanoTime;
  private long last;

  /**
   * Begins now.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  Rhythm(Duration every, LongSupplier nanoTime) {
    this.every = every.toNanos();
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Once true, it counts as done: if it fails, the next time is as far away as ever. */
  boolean isDue() {
    boolean due = leftNanos() == 0;
    if (due) {
      last = nanoTime.getAsLong();
    }
    return due;
  }

  /** Waits until it is due, but no longer than that; now and then a little shorter. */
  void await(Duration patience) {
    LockSupport.parkNanos(Math.min(patience.toNanos(), leftNanos()));
  }

  private long leftNanos() {
    return Math.max(0, every - (nanoTime.getAsLong() - last));
  }
}
