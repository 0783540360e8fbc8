package io.fleetfix.outbox.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How one kind of call is retried. Immutable; as thread-safe as its parts.
 *
 * @param pauses between the tries. Each is shortened at random by up to a half, so that callers
 *     that failed together do not come back together
 * @param deadline no try begins later than this after {@link #start}; the last one may end later,
 *     by as long as a call may take
 * @param random for the jitter
 * @param nanoTime monotonic, in nanoseconds from any origin
 */
public record Backoff(
    DoublingWait pauses,
    Duration deadline,
    RandomGenerator random,
    LongSupplier nanoTime,
    Pause pause) {

  /** With the JVM's clock, and pauses that park the thread. Thread-safe. */
  public static Backoff of(DoublingWait pauses, Duration deadline) {
    return of(pauses, deadline, () -> ThreadLocalRandom.current().nextLong(), System::nanoTime);
  }

  /** With pauses that park the thread. */
  public static Backoff of(
      DoublingWait pauses, Duration deadline, RandomGenerator random, LongSupplier nanoTime) {
    return new Backoff(pauses, deadline, random, nanoTime, Pause.PARKING);
  }

  /** Starts the time of one call. Make the first try right after it. */
  public Retries start() {
    return new Retries(this);
  }
}
