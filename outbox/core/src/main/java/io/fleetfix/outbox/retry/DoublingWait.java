package io.fleetfix.outbox.retry;

import java.time.Duration;

/**
 * Exponential backoff: the wait starts at {@code first} and doubles each time, up to {@code
 * longest}.
 */
public record DoublingWait(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /** The wait after the given number of earlier attempts. */
  public Duration after(int tries) {
    return limited(first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS)));
  }

  /** The wait that follows the given one. */
  public Duration next(Duration wait) {
    return wait.compareTo(first) < 0 ? first : limited(wait.multipliedBy(2));
  }

  private Duration limited(Duration wait) {
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
