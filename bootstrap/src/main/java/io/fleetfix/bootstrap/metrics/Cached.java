package io.fleetfix.bootstrap.metrics;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is asked for once in a while at most, however often it is wanted. Who wants it
 * while it is being asked for waits, and gets the same. Safe for threads.
 */
public final class Cached<T> implements Supplier<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> source;
  private final long fresh;
  private final LongSupplier nanoTime;

  private @Nullable T answer;
  private long answeredAt;

  /**
   * Asks nothing yet.
   *
   * @param source must not throw: what failed is an answer, too
   * @param fresh how long an answer is good for
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public Cached(Supplier<T> source, Duration fresh, LongSupplier nanoTime) {
    this.source = source;
    this.fresh = fresh.toNanos();
    this.nanoTime = nanoTime;
  }

  @Override
  public T get() {
    lock.lock();
    try {
      T known = answer;
      if (known != null && nanoTime.getAsLong() - answeredAt < fresh) {
        return known;
      }
      T asked = source.get();
      answer = asked;
      answeredAt = nanoTime.getAsLong();
      return asked;
    } finally {
      lock.unlock();
    }
  }
}
