package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.DeadLetters.Attempt;
import io.fleetfix.outbox.port.DeadLetters.Contents;
import io.fleetfix.outbox.port.DeadLetters.Letter;
import io.fleetfix.outbox.port.DeadLetters.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** One look through a dead-letter queue. It ends before the first message it took is visible. */
final class Look {
  private static final int MOST_SEARCHED = 1000;

  /** Much shorter than messages are hidden, so that it shows them again before they are visible. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final DeadLetterQueue queue;
  private final BusEnvelope envelope;
  private final LongSupplier nanoTime;
  private final long start;

  /** What was received and not sent back; it is shown again at the end. */
  private final Map<String, Message> held = new LinkedHashMap<>();

  private final Set<String> seen = new HashSet<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private @Nullable String problem;

  Look(DeadLetterQueue queue, BusEnvelope envelope, LongSupplier nanoTime) {
    this.queue = queue;
    this.envelope = envelope;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  Contents<Letter> list(int limit) {
    work(() -> limit - held.size(), message -> {});
    List<Letter> letters = held.values().stream().map(this::letter).toList();
    return contents(letters);
  }

  Contents<Attempt> redrive(int limit) {
    work(() -> limit - sent(), this::redrive);
    return contents(attempts);
  }

  Contents<Attempt> redrive(Set<String> messageIds) {
    work(
        () -> attempts.size() < messageIds.size() ? MOST_SEARCHED : 0,
        message -> {
          if (messageIds.contains(message.messageId())) {
            redrive(message);
          }
        });
    return contents(attempts);
  }

  /**
   * Receives messages and passes each to its work once.
   *
   * @param room for how many more messages there is work
   */
  private void work(IntSupplier room, Consumer<Message> work) {
    try {
      long unseen = Math.min(MOST_SEARCHED, queue.visible());
      while (unseen > 0 && room.getAsInt() > 0) {
        List<Message> received = queue.receive(Math.min(unseen, room.getAsInt()));
        if (received.isEmpty()) {
          return;
        }
        unseen -= received.size();
        List<Message> unknown =
            received.stream().filter(message -> seen.add(message.messageId())).toList();
        unknown.forEach(message -> held.put(message.messageId(), message));
        for (Message message : unknown) {
          if (isLate()) {
            problem = "SQS answers slowly: the call looked at some of the dead letters only";
            return;
          }
          work.accept(message);
        }
      }
    } catch (SdkException failure) {
      problem = "Not all dead letters could be looked at: " + failure;
    }
  }

  private boolean isLate() {
    return nanoTime.getAsLong() - start > LONGEST.toNanos();
  }

  private int sent() {
    return (int) attempts.stream().filter(each -> each.result() != Result.NOT_SENT).count();
  }

  /** Sends, then removes. A message that SQS refuses stays hidden, so that it delays no other. */
  private void redrive(Message message) {
    try {
      queue.sendBack(message);
    } catch (AwsServiceException refused) {
      held.remove(message.messageId());
      attempts.add(new Attempt(letter(message), Result.NOT_SENT));
      problem = "Not all messages could be sent: " + refused;
      return;
    }
    boolean removed = queue.remove(message);
    held.remove(message.messageId());
    attempts.add(new Attempt(letter(message), removed ? Result.REDRIVEN : Result.NOT_REMOVED));
  }

  private <T> Contents<T> contents(List<T> items) {
    queue.showAgain(List.copyOf(held.values()));
    try {
      return new Contents<>(items, queue.count(), problem);
    } catch (
        RuntimeException failure) { // also an answer without a number: the attempts still count
      return new Contents<>(
          items,
          null,
          problem == null ? "The dead letters could not be counted: " + failure : problem);
    }
  }

  private Letter letter(Message message) {
    @Nullable EventId eventId = envelope.eventId(message.body()).orElse(null);
    try {
      return letter(message, eventId, envelope.open(message.body()).eventType(), null);
    } catch (UnreadableMessage unreadable) {
      return letter(message, eventId, null, unreadable.problem());
    }
  }

  private static Letter letter(
      Message message,
      @Nullable EventId eventId,
      @Nullable String eventType,
      @Nullable String problem) {
    return new Letter(
        message.messageId(),
        eventId,
        eventType,
        (int) number(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
        Instant.ofEpochMilli(number(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
        problem);
  }

  private static long number(Message message, MessageSystemAttributeName attribute) {
    return Long.parseLong(message.attributes().getOrDefault(attribute, "0"));
  }
}
