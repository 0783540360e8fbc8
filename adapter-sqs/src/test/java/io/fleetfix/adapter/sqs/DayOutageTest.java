package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reaction's dependency is down for a day, on a clock that the test moves. */
class DayOutageTest {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final List<OutboxEntry> events = new ArrayList<>();
  private final List<OutboxEntry> carried = new ArrayList<>();

  private Predicate<OutboxEntry> unreachable = event -> false;

  private synchronized void carry(OutboxEntry event) {
    if (unreachable.test(event)) {
      throw new VirtualConsumer.CarrierAway();
    }
    carried.add(event);
  }

  private static Duration longestRest(int maxReceives) {
    return VirtualQueue.RETENTION.dividedBy(2L * maxReceives);
  }

  /** Some events at the start of the outage, and one more every half hour. */
  @ParameterizedTest
  @CsvSource({"20, 1", "20, 100", "100, 12"})
  void aDaysOutageLeavesNoDeadLetters(int maxReceives, int waiting) {
    VirtualQueue messages = new VirtualQueue(maxReceives);
    VirtualConsumer consumer = new VirtualConsumer(messages, new Work.Each(this::carry));
    unreachable = event -> true;
    events.addAll(consumer.ship(waiting));
    for (int halfHours = 1; halfHours <= 48; halfHours++) {
      consumer.work(Duration.ofMinutes(30).multipliedBy(halfHours));
      events.add(consumer.ship());
    }
    assertThat(messages.now()).isGreaterThanOrEqualTo(A_DAY);
    assertThat(carried).isEmpty();
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = event -> false;
    consumer.work(A_DAY.plus(longestRest(maxReceives)).plusMinutes(1));

    assertThat(messages.deadLetters()).isEmpty();
    assertThat(messages.size()).isZero();
    assertThat(carried).containsExactlyInAnyOrderElementsOf(events);
  }

  /** More events than workers, so that they take turns. */
  @Test
  void anHoursOutageCostsAFewReceives() {
    VirtualQueue messages = new VirtualQueue(20);
    VirtualConsumer consumer = new VirtualConsumer(messages, new Work.Each(this::carry));
    unreachable = event -> true;
    events.addAll(consumer.ship(200));
    consumer.work(Duration.ofHours(1));

    unreachable = event -> false;
    consumer.work(Duration.ofHours(2));

    assertThat(carried).containsExactlyInAnyOrderElementsOf(events);
    assertThat(messages.mostReceives()).isLessThanOrEqualTo(8);
  }

  /** One destination is closed; events for the others are still delivered. */
  @ParameterizedTest
  @ValueSource(ints = {20, 100})
  void anEventThatFailsForADayBlocksNoOthersAndIsNotDeadLettered(int maxReceives) {
    VirtualQueue messages = new VirtualQueue(maxReceives);
    VirtualConsumer consumer = new VirtualConsumer(messages, new Work.Each(this::carry));
    OutboxEntry stuck = consumer.ship();
    unreachable = stuck::equals;
    for (int minutes = 1; minutes <= A_DAY.toMinutes(); minutes++) {
      OutboxEntry other = consumer.ship();
      consumer.work(Duration.ofMinutes(minutes));
      assertThat(carried.getLast()).isEqualTo(other);
    }
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = event -> false;
    consumer.work(A_DAY.plus(longestRest(maxReceives)).plusMinutes(1));

    assertThat(messages.size()).isZero();
    assertThat(carried.getLast()).isEqualTo(stuck);
  }

  /** Even if no other event arrives; the queue deletes events after its retention. */
  @ParameterizedTest
  @ValueSource(ints = {20, 100})
  void anEventThatFailsForeverIsADeadLetterBeforeTheQueueDeletesIt(int maxReceives) {
    VirtualQueue messages = new VirtualQueue(maxReceives);
    VirtualConsumer consumer = new VirtualConsumer(messages, new Work.Each(this::carry));
    unreachable = event -> true;
    events.add(consumer.ship());

    consumer.work(VirtualQueue.RETENTION);

    assertThat(messages.deadLetters()).hasSize(1);
  }
}
