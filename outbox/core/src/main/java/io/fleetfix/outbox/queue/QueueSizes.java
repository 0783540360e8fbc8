package io.fleetfix.outbox.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How many messages wait in the queues, and how many are dead letters. */
public interface QueueSizes {
  /** The names of the queues, which are those of their rules, always in the same order. */
  List<String> queues();

  /**
   * Counts one queue. What cannot be counted is {@link Count.Unknown}; no exception is thrown if
   * the queue cannot be reached.
   *
   * @param queue one of {@link #queues()}
   */
  QueueSize size(String queue);

  /**
   * A queue at one moment. The counts of SQS are approximate, and can lag up to a minute behind.
   *
   * @param messages the messages that are not handled yet, including those that are hidden because
   *     they are being handled or rest after a failure
   * @param deadLetters the messages that were received too often without success
   * @param oldest for how long the oldest of the messages has waited; empty if there are none or if
   *     the queue does not say, as SQS does not
   */
  record QueueSize(String queue, Count messages, Count deadLetters, Optional<Duration> oldest) {
    /** A queue about which nothing could be found out. */
    public static QueueSize unknown(String queue, String problem) {
      Count unknown = new Count.Unknown(problem);
      return new QueueSize(queue, unknown, unknown, Optional.empty());
    }
  }

  /** A number of messages. */
  sealed interface Count {
    record Known(long messages) implements Count {}

    /**
     * The messages could not be counted.
     *
     * @param problem why, in words for an operator
     */
    record Unknown(String problem) implements Count {}
  }
}
