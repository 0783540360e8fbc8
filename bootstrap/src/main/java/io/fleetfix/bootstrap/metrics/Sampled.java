package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that a loop reads again and again, so that health checks and metrics never wait for it.
 * The value is unknown before the first read, if the last read failed, and if that is too long ago:
 * an older good value never stands for it. Thread-safe.
 */
public final class Sampled<T> {
  /** A sample that is older than this number of periods counts as unknown. */
  static final int PERIODS = 6;

  /** A read ends after seconds; far longer, it is stuck. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Supplier<T> source;
  private final Duration every;
  private final LongSupplier nanoTime;
  private volatile @Nullable Sample<T> last;

  private record Sample<T>(Optional<T> value, long at) {}

  /**
   * Creates a sample that is unknown until the first {@link #take}.
   *
   * @param every the time between two reads
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public Sampled(Supplier<T> source, Duration every, LongSupplier nanoTime) {
    this.source = source;
    this.every = every;
    this.nanoTime = nanoTime;
  }

  /** Reads the value, and throws what the source throws. */
  public void take() {
    long at = nanoTime.getAsLong();
    Optional<T> value = Optional.empty();
    try {
      value = Optional.of(source.get());
    } finally {
      last = new Sample<>(value, at);
    }
  }

  /** The value; empty if it is unknown. */
  public Optional<T> value() {
    Sample<T> sample = last;
    return sample == null || age(sample).compareTo(every.multipliedBy(PERIODS)) > 0
        ? Optional.empty()
        : sample.value;
  }

  /** The time since the last read began, whether or not it failed; empty before the first one. */
  public Optional<Duration> age() {
    Sample<T> sample = last;
    return sample == null ? Optional.empty() : Optional.of(age(sample));
  }

  private Duration age(Sample<T> sample) {
    return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - sample.at));
  }

  /** The loop that takes the samples, not started. */
  public Background loop(String name, Supervision supervision) {
    return SupervisedLoop.every(name, every, this::take, PATIENCE, supervision);
  }
}
