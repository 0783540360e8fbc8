package io.fleetfix.outbox.inmemory.queue;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InMemoryQueueTest {
  private static final Duration TIMEOUT = patient(Duration.ofSeconds(30));
  private static final Subscription EVERYTHING =
      new Subscription("everything", Types.all(), true, 20, Duration.ofDays(4), false);
  private static final OutboxEntry POISON = Parcels.entry();
  private static final OutboxEntry OTHER = Parcels.entry();

  private final List<OutboxEntry> handled = new ArrayList<>();

  @Test
  void retriesAFailedEventUntilItSucceeds() throws Exception {
    InMemoryQueue queue = queue(failingFirst(2));
    put(queue, POISON);

    for (int i = 0; i < 3; i++) {
      assertThat(queue.handleNext(TIMEOUT)).isTrue();
    }

    assertThat(handled).containsExactly(POISON);
    assertThat(queue.handleNext(Duration.ZERO)).isFalse();
  }

  @Test
  void handlesOtherEventsWhileAFailedOneWaits() throws Exception {
    InMemoryQueue queue =
        queue(
            event -> {
              if (event.equals(POISON)) {
                throw new IllegalStateException("Poison");
              }
              handled.add(event);
            });
    put(queue, POISON);
    put(queue, OTHER);

    assertThat(queue.handleNext(TIMEOUT)).isTrue();
    assertThat(queue.handleNext(TIMEOUT)).isTrue();

    assertThat(handled).containsExactly(OTHER);
  }

  @Test
  void keepsTheOrderOfArrival() throws Exception {
    InMemoryQueue queue = queue(handled::add);
    put(queue, POISON);
    put(queue, OTHER);
    put(queue, POISON);

    while (queue.handleNext(Duration.ZERO)) {
      assertThat(handled).isNotEmpty();
    }

    assertThat(handled).containsExactly(POISON, OTHER, POISON);
  }

  @Test
  void passesAnEventToEachReactionThatHandlesItsType() throws Exception {
    List<OutboxEntry> together = new ArrayList<>();
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(
                ReactionBinding.each(EVERYTHING, Types.only("ParcelLost"), failingFirst(1)),
                ReactionBinding.each(EVERYTHING, Types.only(ParcelShipped.TYPE), handled::add),
                ReactionBinding.together(
                    EVERYTHING,
                    Types.all(),
                    events -> {
                      together.addAll(events);
                      return Map.of();
                    })));
    put(queue, OTHER);

    assertThat(queue.handleNext(TIMEOUT)).isTrue();

    assertThat(handled).containsExactly(OTHER);
    assertThat(together).containsExactly(OTHER);
  }

  @Test
  void retriesAnEventThatABatchCouldNotHandle() throws Exception {
    int[] left = {1};
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(
                ReactionBinding.together(
                    EVERYTHING,
                    Types.all(),
                    events -> {
                      if (left[0]-- > 0) {
                        return events.stream()
                            .collect(
                                Collectors.toMap(
                                    event -> event, event -> new IllegalStateException("Not yet")));
                      }
                      handled.addAll(events);
                      return Map.of();
                    })));
    put(queue, OTHER);

    assertThat(queue.handleNext(TIMEOUT)).isTrue();
    assertThat(handled).isEmpty();
    assertThat(queue.handleNext(TIMEOUT)).isTrue();

    assertThat(handled).containsExactly(OTHER);
  }

  @Test
  void passesWhatWaitsInBatchesToAReactionThatTakesItTogether() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(
                ReactionBinding.together(
                    EVERYTHING,
                    Types.all(),
                    events -> {
                      sizes.add(events.size());
                      handled.addAll(events);
                      return Map.of();
                    })));
    List<OutboxEntry> events = Parcels.entries(23);
    events.forEach(event -> put(queue, event));

    while (queue.handleNext(Duration.ZERO)) {
      assertThat(handled).isNotEmpty();
    }

    assertThat(sizes).containsExactly(10, 10, 3);
    assertThat(handled).isEqualTo(events);
  }

  @Test
  void anEventThatBreaksItsBatchFailsAlone() throws Exception {
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(
                ReactionBinding.together(
                    EVERYTHING,
                    Types.all(),
                    events -> {
                      if (events.contains(POISON)) {
                        throw new StackOverflowError("Thrown by the test");
                      }
                      handled.addAll(events);
                      return Map.of();
                    })));
    List<OutboxEntry> events = new ArrayList<>(Parcels.entries(4));
    events.add(2, POISON);
    events.forEach(event -> put(queue, event));

    assertThat(queue.handleNext(Duration.ZERO)).isTrue();

    assertThat(handled).hasSize(4).doesNotContain(POISON);
    assertThat(queue.waiting()).isEqualTo(1);
  }

  @Test
  void pausesToGatherMoreOnlyWhenItHasWaited() throws Exception {
    int[] pauses = {0};
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(ReactionBinding.each(EVERYTHING, Types.all(), handled::add)),
            every -> true,
            System::nanoTime,
            nanos -> pauses[0]++);
    Parcels.entries(30).forEach(event -> put(queue, event));
    for (int batch = 0; batch < 3; batch++) {
      assertThat(queue.handleNext(TIMEOUT)).isTrue();
    }
    assertThat(pauses[0]).isZero();

    queue.put(OTHER, Duration.ofMillis(1));
    assertThat(queue.handleNext(TIMEOUT)).isTrue();

    assertThat(pauses[0]).isEqualTo(1);
    assertThat(handled).hasSize(31);
  }

  @Test
  void holdsFewCopiesOfAnEventHoweverOftenItIsPublished() throws Exception {
    InMemoryQueue queue = queue(handled::add);
    for (int i = 0; i < 10; i++) {
      put(queue, OTHER);
    }

    while (queue.handleNext(Duration.ZERO)) {
      assertThat(handled).isNotEmpty();
    }
    assertThat(handled).hasSize(InMemoryQueue.MOST_COPIES);

    put(queue, OTHER);
    assertThat(queue.handleNext(Duration.ZERO)).isTrue();
    assertThat(handled).hasSize(InMemoryQueue.MOST_COPIES + 1);
  }

  @Test
  void dropsAnEventThatTheOutboxNoLongerKnows() throws Exception {
    InMemoryQueue queue =
        new InMemoryQueue(
            List.of(ReactionBinding.each(EVERYTHING, Types.all(), handled::add)),
            id -> id.equals(OTHER.eventId()));
    put(queue, POISON);
    put(queue, OTHER);

    while (queue.handleNext(Duration.ZERO)) {
      assertThat(queue.deadLetters()).isEmpty();
    }

    assertThat(handled).containsExactly(OTHER);
  }

  private static InMemoryQueue queue(Reaction reaction) {
    return new InMemoryQueue(List.of(ReactionBinding.each(EVERYTHING, Types.all(), reaction)));
  }

  private static void put(InMemoryQueue queue, OutboxEntry event) {
    queue.put(event, Duration.ZERO);
  }

  private Reaction failingFirst(int times) {
    int[] left = {times};
    return event -> {
      if (left[0]-- > 0) {
        throw new IllegalStateException("Not yet");
      }
      handled.add(event);
    };
  }
}
