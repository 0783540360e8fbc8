package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.delivery.DoublingWait;
import io.fleetfix.outbox.subscription.BatchReaction;
import java.time.Duration;

/**
 * How a queue is consumed.
 *
 * @param workers how many messages are in hand at once, 1 to 10
 * @param patience how long a poll waits for a first message, and so the longest that stopping takes
 *     when there is none: whole seconds, at most 20
 * @param visibility how long a message stays hidden from others when this process dies: whole
 *     seconds. While the process lives, it is extended at every third of it
 * @param firstPause before the next try when the queue is down, or what the reactions need; it
 *     doubles each time
 * @param longestPause where the doubling ends
 */
public record Polling(
    int workers,
    Duration patience,
    Duration visibility,
    Duration firstPause,
    Duration longestPause) {
  private static final Duration MAX_PATIENCE = Duration.ofSeconds(20);
  private static final Duration MAX_VISIBILITY = Duration.ofHours(12);

  /**
   * For a service on AWS: a stop takes 5 seconds, and half a minute is lost when a process dies.
   */
  public static final Polling DEFAULT =
      new Polling(
          BatchReaction.MAX_EVENTS,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  public Polling {
    check(workers >= 1 && workers <= BatchReaction.MAX_EVENTS, "1 to 10 workers");
    check(
        isWhole(patience) && !isMore(patience, MAX_PATIENCE),
        "a patience of 0 to 20 whole seconds");
    check(
        isWhole(visibility) && !visibility.isZero() && !isMore(visibility, MAX_VISIBILITY),
        "a visibility of 1 second to 12 hours, in whole seconds");
    check(
        firstPause.isPositive() && !isMore(firstPause, longestPause),
        "a first pause that is above zero and not above the longest");
  }

  /** The pause after this one. */
  Duration pauseAfter(Duration pause) {
    return new DoublingWait(firstPause, longestPause).next(pause);
  }

  private static boolean isWhole(Duration time) {
    return !time.isNegative() && time.equals(Duration.ofSeconds(time.toSeconds()));
  }

  private static boolean isMore(Duration time, Duration than) {
    return time.compareTo(than) > 0;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("Polling needs " + rule);
    }
  }
}
