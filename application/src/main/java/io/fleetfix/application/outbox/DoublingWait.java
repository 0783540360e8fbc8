package io.fleetfix.application.outbox;

import java.time.Duration;

/** How long to wait after a try: at first this long, twice as long each time, up to the longest. */
record DoublingWait(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  Duration after(int tries) {
    Duration wait = first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
