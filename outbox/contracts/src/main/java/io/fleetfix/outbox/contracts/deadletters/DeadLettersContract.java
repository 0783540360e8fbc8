package io.fleetfix.outbox.contracts.deadletters;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.DeadLetters.Attempt;
import io.fleetfix.outbox.port.DeadLetters.Contents;
import io.fleetfix.outbox.port.DeadLetters.Letter;
import io.fleetfix.outbox.port.DeadLetters.Result;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of {@link DeadLetters}, from the failing reaction to the effect. */
public interface DeadLettersContract {
  /** Two empty queues. */
  QueuesUnderTest queues() throws Exception;

  private static String first(QueuesUnderTest queues) {
    return queues.deadLetters().queues().getFirst();
  }

  private static String second(QueuesUnderTest queues) {
    return queues.deadLetters().queues().get(1);
  }

  /** Sends events to a queue whose reaction fails, and waits until they are dead letters. */
  private static List<OutboxEntry> dead(QueuesUnderTest queues, String queue, int count)
      throws Exception {
    List<OutboxEntry> events = entries(count);
    long before = count(queues, queue);
    queues.fail();
    queues.send(queue, events);
    eventually(
        () -> {
          queues.deliver();
          assertThat(count(queues, queue)).isEqualTo(before + count);
        });
    queues.recover();
    return events;
  }

  private static long count(QueuesUnderTest queues, String queue) {
    Long count = queues.deadLetters().list(queue, 1).count();
    return count == null ? -1 : count;
  }

  private static List<EventId> ids(List<OutboxEntry> events) {
    return events.stream().map(OutboxEntry::eventId).toList();
  }

  private static List<OutboxEntry> handledEventually(
      QueuesUnderTest queues, String queue, int count) throws Exception {
    eventually(
        () -> {
          queues.deliver();
          assertThat(queues.handled(queue)).hasSizeGreaterThanOrEqualTo(count);
        });
    return queues.handled(queue);
  }

  @Test
  default void aQueueWithoutDeadLettersHasNone() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      assertThat(queues.deadLetters().queues()).hasSize(2).doesNotHaveDuplicates();
      assertThat(queues.deadLetters().list(first(queues), 10))
          .isEqualTo(new Contents<>(List.of(), 0L, null));
      assertThat(queues.deadLetters().redrive(first(queues), 10))
          .isEqualTo(new Contents<>(List.of(), 0L, null));
    }
  }

  @Test
  default void anEventThatFailsTooOftenIsListedAndTakesEffectOnceWhenRedriven() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      OutboxEntry event = dead(queues, first(queues), 1).getFirst();

      Contents<Letter> listed = queues.deadLetters().list(first(queues), 10);
      Contents<Attempt> redriven = queues.deadLetters().redrive(first(queues), 10);

      Letter letter = listed.items().getFirst();
      assertThat(letter.eventId()).isEqualTo(event.eventId());
      assertThat(letter.eventType()).isEqualTo(event.eventType());
      assertThat(letter.receives()).isGreaterThanOrEqualTo(QueuesUnderTest.MAX_RECEIVES);
      assertThat(letter.messageId()).isNotEmpty();
      assertThat(letter.problem()).isNull();
      assertThat(redriven.items()).extracting(Attempt::result).containsExactly(Result.REDRIVEN);
      assertThat(redriven.items().getFirst().letter().messageId()).isEqualTo(letter.messageId());
      assertThat(redriven.count()).isZero();
      assertThat(handledEventually(queues, first(queues), 1)).containsExactly(event);
      queues.deliver();
      assertThat(queues.handled(first(queues))).hasSize(1);
      assertThat(count(queues, first(queues))).isZero();
    }
  }

  @Test
  default void listingRemovesNothingAndNamesEachLetterOnce() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      List<OutboxEntry> events = dead(queues, first(queues), 25);

      for (int i = 0; i < 3; i++) {
        Contents<Letter> listed = queues.deadLetters().list(first(queues), 100);

        assertThat(listed.count()).isEqualTo(25);
        assertThat(listed.items())
            .extracting(Letter::eventId)
            .containsExactlyInAnyOrderElementsOf(ids(events));
        assertThat(listed.items()).extracting(Letter::messageId).doesNotHaveDuplicates();
      }
      assertThat(queues.deadLetters().list(first(queues), 12).items()).hasSize(12);
      assertThat(queues.handled(first(queues))).isEmpty();
    }
  }

  @Test
  default void redrivesNoMoreThanTheLimitAndTheRestWithTheNextCalls() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      List<OutboxEntry> events = dead(queues, first(queues), 25);
      Set<EventId> redriven = new HashSet<>();

      for (int size : List.of(12, 12, 1, 0)) {
        Contents<Attempt> page = queues.deadLetters().redrive(first(queues), 12);

        assertThat(page.items()).hasSize(size);
        page.items().forEach(each -> redriven.add(each.letter().eventId()));
        assertThat(page.count()).isEqualTo(25L - redriven.size());
      }

      assertThat(redriven).hasSameElementsAs(ids(events));
      assertThat(handledEventually(queues, first(queues), 25))
          .containsExactlyInAnyOrderElementsOf(events);
    }
  }

  @Test
  default void redrivesTheGivenMessagesOnly() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      dead(queues, first(queues), 15);
      Letter wanted = queues.deadLetters().list(first(queues), 100).items().get(13);

      Contents<Attempt> redriven =
          queues.deadLetters().redrive(first(queues), Set.of(wanted.messageId(), "unknown"));

      assertThat(redriven.items())
          .extracting(each -> each.letter().messageId())
          .containsExactly(wanted.messageId());
      assertThat(redriven.count()).isEqualTo(14);
      assertThat(handledEventually(queues, first(queues), 1))
          .extracting(OutboxEntry::eventId)
          .containsExactly(wanted.eventId());
      assertThat(queues.deadLetters().list(first(queues), 100).items()).hasSize(14);
    }
  }

  @Test
  default void aLetterGoesBackToItsOwnQueueOnly() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      List<OutboxEntry> inFirst = dead(queues, first(queues), 1);
      List<OutboxEntry> inSecond = dead(queues, second(queues), 2);

      queues.deadLetters().redrive(second(queues), 10);

      assertThat(handledEventually(queues, second(queues), 2))
          .containsExactlyInAnyOrderElementsOf(inSecond);
      assertThat(queues.handled(first(queues))).isEmpty();
      assertThat(queues.deadLetters().list(first(queues), 10).items())
          .extracting(Letter::eventId)
          .containsExactlyElementsOf(ids(inFirst));
    }
  }

  @Test
  default void aRedrivenEventThatStillFailsIsADeadLetterAgain() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      OutboxEntry event = dead(queues, first(queues), 1).getFirst();
      queues.fail();

      queues.deadLetters().redrive(first(queues), 10);

      eventually(
          () -> {
            queues.deliver();
            assertThat(queues.deadLetters().list(first(queues), 10).items())
                .extracting(Letter::eventId)
                .containsExactly(event.eventId());
          });
      assertThat(queues.handled(first(queues))).isEmpty();
    }
  }
}
