package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.subscription.BatchReaction;
import java.time.Duration;

/**
 * The settings of a queue's consumer.
 *
 * @param workers how many messages are received and held at once, 1 to 10
 * @param patience how long a poll waits for a first message, and so how long a stop takes while the
 *     queue is empty: whole seconds, at most 20
 * @param visibility how long a message stays hidden from other consumers after this process dies:
 *     whole seconds. A live process extends it after every third of this time
 * @param firstPause the delay before a retry while the queue, or a dependency of the reactions, is
 *     down; it doubles with each retry
 * @param longestPause the upper limit of that delay
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
   * For a service on AWS: a stop takes up to 5 seconds, and after a process dies its messages are
   * redelivered within 30 seconds.
   */
  public static final Polling DEFAULT =
      new Polling(
          BatchReaction.MAX_EVENTS,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  public Polling {
    check(workers >= 1 && workers <= BatchReaction.MAX_EVENTS, "workers must be 1 to 10");
    check(
        isWhole(patience) && !isMore(patience, MAX_PATIENCE),
        "patience must be 0 to 20 whole seconds");
    check(
        isWhole(visibility) && !visibility.isZero() && !isMore(visibility, MAX_VISIBILITY),
        "visibility must be 1 second to 12 hours, in whole seconds");
    check(
        firstPause.isPositive() && !isMore(firstPause, longestPause),
        "firstPause must be positive and at most longestPause");
  }

  /** The pause after this one. */
  Duration pauseAfter(Duration pause) {
    return pauses().next(pause);
  }

  DoublingWait pauses() {
    return new DoublingWait(firstPause, longestPause);
  }

  private static boolean isWhole(Duration time) {
    return !time.isNegative() && time.equals(Duration.ofSeconds(time.toSeconds()));
  }

  private static boolean isMore(Duration time, Duration than) {
    return time.compareTo(than) > 0;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
