package io.fleetfix.adapter.http.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.DeadLetters.Attempt;
import io.fleetfix.outbox.port.DeadLetters.Contents;
import io.fleetfix.outbox.port.DeadLetters.Letter;
import io.fleetfix.outbox.port.DeadLetters.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the answers about dead letters, as {@code openapi.yaml} defines them. */
final class DeadLetterResponses {
  private DeadLetterResponses() {}

  /** The queues that were looked at, and the letters of all of them. */
  static final class DeadLettersAnswer {
    @JsonProperty private final List<QueueAnswer> queues = new ArrayList<>();
    @JsonProperty private final List<LetterAnswer> items = new ArrayList<>();

    void addListed(String queue, Contents<Letter> contents) {
      add(queue, contents);
      contents.items().forEach(letter -> items.add(LetterAnswer.listed(queue, letter)));
    }

    /** Returns how many a redrive would send. */
    int addWanted(String queue, Contents<Letter> contents) {
      add(queue, contents);
      contents
          .items()
          .forEach(letter -> items.add(LetterAnswer.tried(queue, letter, "WOULD_BE_REDRIVEN")));
      return contents.items().size();
    }

    /** Returns how many were sent. */
    int addAttempts(String queue, Contents<Attempt> contents) {
      add(queue, contents);
      contents
          .items()
          .forEach(
              each -> items.add(LetterAnswer.tried(queue, each.letter(), each.result().name())));
      return (int)
          contents.items().stream().filter(each -> each.result() != Result.NOT_SENT).count();
    }

    private void add(String queue, Contents<?> contents) {
      queues.add(new QueueAnswer(queue, contents.count(), contents.problem()));
    }
  }

  /** An unknown count is absent: a zero would look like good news. */
  @JsonInclude(Include.NON_NULL)
  record QueueAnswer(String queue, @Nullable Long count, @Nullable String problem) {}

  /**
   * A dead letter, either as listed or with the result of an attempt to redrive it.
   *
   * @param receives listed only, as are {@code sentAt} and {@code problem}
   */
  @JsonInclude(Include.NON_NULL)
  record LetterAnswer(
      String queue,
      String messageId,
      @Nullable String eventId,
      @Nullable String eventType,
      @Nullable Integer receives,
      @Nullable String sentAt,
      @Nullable String problem,
      @Nullable String result) {
    static LetterAnswer listed(String queue, Letter letter) {
      return new LetterAnswer(
          queue,
          letter.messageId(),
          text(letter.eventId()),
          letter.eventType(),
          letter.receives(),
          UtcMillis.text(letter.sentAt()),
          letter.problem(),
          null);
    }

    static LetterAnswer tried(String queue, Letter letter, String result) {
      return new LetterAnswer(
          queue,
          letter.messageId(),
          text(letter.eventId()),
          letter.eventType(),
          null,
          null,
          null,
          result);
    }

    private static @Nullable String text(@Nullable EventId eventId) {
      return eventId == null ? null : eventId.toString();
    }
  }
}
