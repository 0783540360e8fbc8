package io.fleetfix.outbox.command;

import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.util.function.Supplier;

/** Load, decide, commit, and all of it again when another commit came in between. */
public final class RetryOnConflict {
  public static final int MAX_ATTEMPTS = 3;

  private RetryOnConflict() {}

  /**
   * Runs the attempt until it meets no conflict, at most {@link #MAX_ATTEMPTS} times.
   *
   * @param attempt must load anew each time: a stale decision would only conflict again
   * @throws ConcurrencyConflict the last attempt's
   */
  public static <T> T run(Supplier<T> attempt) {
    for (int left = MAX_ATTEMPTS; left > 1; left--) {
      try {
        return attempt.get();
      } catch (ConcurrencyConflict overtaken) {
        // The next attempt decides on what the other one committed.
      }
    }
    return attempt.get();
  }
}
