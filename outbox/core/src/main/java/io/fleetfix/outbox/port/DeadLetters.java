package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of the queues: the messages that a queue delivered too often without success, or
 * that did not reach it. No method throws if the queues cannot be reached: {@link
 * Contents#problem()} then says so, because the dead letters of the other queues still count.
 */
public interface DeadLetters {
  /** The most messages that one call lists or redrives. */
  int MOST_PER_CALL = PageRequest.MAX_LIMIT;

  /** The names of the queues, which are those of their rules, always in the same order. */
  List<String> queues();

  /**
   * Lists dead letters of one queue without removing any. The list is a sample in no particular
   * order: it shows each message at most once, but may leave out messages that arrived moments ago,
   * that another call is looking at, or that could not be sent back within the last half minute.
   *
   * @param queue one of {@link #queues()}
   * @param limit maximum number of messages, 1 to {@link #MOST_PER_CALL}
   */
  Contents<Letter> list(String queue, int limit);

  /**
   * Sends dead letters back to their queue, where they are handled again with a new count of
   * receives. Each message is sent first and removed from the dead letters afterwards: after a
   * crash in between, it exists twice and is handled twice, but it is never lost. A message that
   * cannot be sent stays in the dead letters and delays no other.
   *
   * @param queue one of {@link #queues()}
   * @param limit maximum number of messages sent, 1 to {@link #MOST_PER_CALL}
   */
  Contents<Attempt> redrive(String queue, int limit);

  /**
   * Sends these dead letters back as {@link #redrive(String, int)} does. A message that is not
   * found has no attempt: it is gone, or hidden as {@link #list} describes, or the queue has more
   * messages than one call looks through.
   *
   * @param messageIds as listed; at most {@link #MOST_PER_CALL}
   */
  Contents<Attempt> redrive(String queue, Set<String> messageIds);

  /**
   * What a call found in the dead letters of one queue.
   *
   * @param count about how many messages the dead letters hold now, including hidden ones; null if
   *     unknown
   * @param problem why the call ended early or found nothing out, in words for an operator; null if
   *     it did not
   */
  record Contents<T>(List<T> items, @Nullable Long count, @Nullable String problem) {
    public Contents {
      items = List.copyOf(items);
    }
  }

  /**
   * A dead letter. It contains no text of the message but the ids and the type of its event.
   *
   * @param eventId null if it cannot be read
   * @param eventType null if the message cannot be read
   * @param receives how often the message was received, including by calls that listed it
   * @param sentAt when the message was sent to its queue, by the clock of the queue; a redriven
   *     message is a new one
   * @param problem why the message cannot be read; null if it can
   */
  record Letter(
      String messageId,
      @Nullable EventId eventId,
      @Nullable String eventType,
      int receives,
      Instant sentAt,
      @Nullable String problem) {}

  /** The attempt to send a letter back. */
  record Attempt(Letter letter, Result result) {}

  /** The result of an attempt. */
  enum Result {
    /** The message is in its queue, and no longer in the dead letters. */
    REDRIVEN,
    /** The message is in its queue and may also still be in the dead letters. */
    NOT_REMOVED,
    /** The message is in the dead letters only. */
    NOT_SENT
  }
}
