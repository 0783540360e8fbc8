package io.fleetfix.outbox.command;

import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.util.function.Supplier;

/** Retries an attempt to load, decide and commit when another commit came in between. */
public final class RetryOnConflict {
  public static final int MAX_ATTEMPTS = 3;

  private RetryOnConflict() {}

  /**
   * Runs the attempt until there is no conflict, at most {@link #MAX_ATTEMPTS} times.
   *
   * @param attempt loads, decides and commits; it must load again on each call, because a decision
   *     on stale state would only conflict again
   * @throws ConcurrencyConflict if the last attempt still conflicts
   */
  public static <T> T run(Supplier<T> attempt) {
    for (int left = MAX_ATTEMPTS; left > 1; left--) {
      try {
        return attempt.get();
      } catch (ConcurrencyConflict overtaken) {
        // The next attempt decides on the state that the other commit wrote.
      }
    }
    return attempt.get();
  }
}
