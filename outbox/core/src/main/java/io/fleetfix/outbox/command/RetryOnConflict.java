package io.fleetfix.outbox.command;

import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import java.time.Duration;
import java.util.function.Supplier;

/** Retries an attempt to load, decide and commit when another commit came in between. */
public final class RetryOnConflict {
  public static final int MAX_ATTEMPTS = 3;

  /** Short, since the other commit is done; several that lost to it must not meet again. */
  private static final Backoff BACKOFF =
      Backoff.of(
          new DoublingWait(Duration.ofMillis(5), Duration.ofMillis(20)), Duration.ofSeconds(10));

  private RetryOnConflict() {}

  /**
   * Runs the attempt until there is no conflict, at most {@link #MAX_ATTEMPTS} times, with a pause
   * before each further one. None begins later than 10 seconds after the first, or once the thread
   * is interrupted.
   *
   * @param attempt loads, decides and commits; it must load again on each call, because a decision
   *     on stale state would only conflict again
   * @throws ConcurrencyConflict if the last attempt still conflicts
   */
  public static <T> T run(Supplier<T> attempt) {
    Retries retries = BACKOFF.start();
    for (int left = MAX_ATTEMPTS; left > 1; left--) {
      try {
        return attempt.get();
      } catch (ConcurrencyConflict overtaken) {
        // The next attempt decides on the state that the other commit wrote.
        if (!retries.again()) {
          throw overtaken;
        }
      }
    }
    return attempt.get();
  }
}
