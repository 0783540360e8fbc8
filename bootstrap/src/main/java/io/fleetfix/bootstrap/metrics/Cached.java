package io.fleetfix.bootstrap.metrics;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value for a fixed time. Threads that need it while it is being loaded wait for it and
 * get the same value. Thread-safe.
 */
public final class Cached<T> implements Supplier<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> source;
  private final long fresh;
  private final LongSupplier nanoTime;

  private @Nullable T value;
  private long loadedAt;

  /**
   * Loads nothing until the first {@link #get}.
   *
   * @param source loads the value; must not throw, so it has to return failures as values
   * @param fresh how long a value is valid
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
      T known = value;
      if (known != null && nanoTime.getAsLong() - loadedAt < fresh) {
        return known;
      }
      T loaded = source.get();
      value = loaded;
      loadedAt = nanoTime.getAsLong();
      return loaded;
    } finally {
      lock.unlock();
    }
  }
}
