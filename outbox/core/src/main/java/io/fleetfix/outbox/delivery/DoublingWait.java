package io.fleetfix.outbox.delivery;

import java.time.Duration;

/** How long to wait after a try: at first this long, twice as long each time, up to the longest. */
public record DoublingWait(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /** The wait after so many tries before this one. */
  public Duration after(int tries) {
    return limited(first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS)));
  }

  /** The wait that follows this one. */
  public Duration next(Duration wait) {
    return wait.compareTo(first) < 0 ? first : limited(wait.multipliedBy(2));
  }

  private Duration limited(Duration wait) {
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
