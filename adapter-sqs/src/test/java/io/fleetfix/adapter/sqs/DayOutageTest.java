package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A reaction's dependency is down for a day, on a clock that the test moves. */
class DayOutageTest {
  private static final Polling POLLING = Polling.DEFAULT;
  private static final Duration BEAT = POLLING.visibility().dividedBy(3);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** More receives than for a store's outages, since these outages last a day. */
  private static final int MAX_RECEIVES = 100;

  private final VirtualQueue messages = new VirtualQueue(MAX_RECEIVES);
  private final List<OutboxEntry> events = new ArrayList<>();
  private final List<OutboxEntry> carried = new ArrayList<>();

  private final SqsQueue queue = SqsQueue.named(messages, "carrier");
  private final VisibilityExtender hand =
      new VisibilityExtender(queue, POLLING.visibility(), Supervision.OF_THIS_PROCESS);
  private final ConsumerRound round =
      new ConsumerRound(
          queue,
          new BusEnvelope(Parcels.FORMAT),
          new Reactions(Bound.each(this::carry)),
          POLLING,
          new Counted(),
          hand);

  private Predicate<OutboxEntry> unreachable = event -> false;

  private static final class CarrierAway extends TransientFailure {
    private static final long serialVersionUID = 1L;

    CarrierAway() {
      super("The carrier is down");
    }
  }

  /** More events than workers at the start of the outage, and one more every half hour. */
  @Test
  void aDaysOutageLeavesNoDeadLetters() {
    unreachable = event -> true;
    for (int i = 0; i < 12; i++) {
      ship();
    }
    for (int halfHours = 1; halfHours <= 48; halfHours++) {
      work(Duration.ofMinutes(30).multipliedBy(halfHours));
      ship();
    }
    assertThat(messages.now()).isGreaterThanOrEqualTo(A_DAY);
    assertThat(carried).isEmpty();
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = event -> false;
    work(A_DAY.plusMinutes(10));

    assertThat(messages.deadLetters()).isEmpty();
    assertThat(messages.size()).isZero();
    assertThat(carried).containsExactlyInAnyOrderElementsOf(events);
    assertThat(messages.mostReceives()).isLessThanOrEqualTo(2);
  }

  /** One destination is closed; events for the others are still delivered. */
  @Test
  void anEventThatFailsForADayBlocksNoOthersAndIsNotDeadLettered() {
    OutboxEntry stuck = ship();
    unreachable = stuck::equals;
    for (int minutes = 1; minutes <= A_DAY.toMinutes(); minutes++) {
      ship();
      work(Duration.ofMinutes(minutes));
      assertThat(carried.getLast()).isEqualTo(events.getLast());
    }
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = event -> false;
    work(A_DAY.plusHours(1));

    assertThat(messages.size()).isZero();
    assertThat(carried.getLast()).isEqualTo(stuck);
  }

  private OutboxEntry ship() {
    OutboxEntry shipped = Parcels.entry();
    events.add(shipped);
    messages.send(shipped);
    return shipped;
  }

  private synchronized void carry(OutboxEntry event) {
    if (unreachable.test(event)) {
      throw new CarrierAway();
    }
    carried.add(event);
  }

  /** Runs rounds as {@link QueueConsumer} does, on the queue's clock. */
  private void work(Duration until) {
    Duration pause = POLLING.firstPause();
    while (messages.now().compareTo(until) < 0) {
      if (round.round(() -> false)) {
        rest(pause);
        pause = POLLING.pauseAfter(pause);
      } else {
        pause = POLLING.firstPause();
      }
    }
  }

  private void rest(Duration pause) {
    for (Duration left = pause; left.isPositive(); left = left.minus(BEAT)) {
      messages.pass(left.compareTo(BEAT) < 0 ? left : BEAT);
      hand.extend();
    }
  }
}
