package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;

/**
 * How long a message that failed stays hidden before it is received again. The time doubles with
 * each receive, up to a limit, so that the message's receives last longer than its fault.
 *
 * @param healing after a {@link TransientFailure}, unless it is {@link Postponed}
 * @param permanent after any other failure
 */
record Rests(DoublingWait healing, DoublingWait permanent) {
  /** Twenty receives then last more than an hour, longer than it takes to replace a bad release. */
  private static final Duration LONGEST_PERMANENT = Duration.ofMinutes(5);

  /** SQS hides a message for at most 12 hours after its receive, and it may have been held. */
  private static final Duration LONGEST = Duration.ofHours(6);

  /**
   * After transient failures, all receives take half of the queue's retention: longer than an
   * outage, and short enough for the message to become a dead letter before SQS deletes it.
   */
  static Rests of(Subscription subscription, Duration first) {
    Duration longest =
        shorter(LONGEST, subscription.retention().dividedBy(2L * subscription.maxReceives()));
    return new Rests(
        new DoublingWait(first, longest),
        new DoublingWait(first, shorter(LONGEST_PERMANENT, longest)));
  }

  /**
   * Returns the rest after this failure.
   *
   * @param receives how often the message was received, at least once
   */
  Duration after(Exception failure, int receives) {
    return switch (failure) {
      case Postponed postponed -> shorter(LONGEST, wholeSeconds(postponed.delay()));
      case TransientFailure healed -> healing.after(receives - 1);
      default -> permanent.after(receives - 1);
    };
  }

  /** Rounded up, since SQS counts in seconds. */
  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
