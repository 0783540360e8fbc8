package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.delivery.SweepOutbox.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulates outages second by second in virtual time, with shipments, the relay, a bus and a
 * receipts queue of limited capacity, and the sweeper every 30 seconds. The recovery must not make
 * an outage worse. Unless the receipts queue has a backlog, one in {@code oneIsQuicker} receipts is
 * handled inside {@code publish}, before the bus answers.
 */
@ParameterizedClass(name = "one in {0} receipts is quicker than the answer of the bus")
@ValueSource(ints = {10, 1, 1_000_000})
class OutageSimulationTest {
  private static final int SWEEP_EVERY_SECONDS = 30;

  /** The maximum recovery time after an outage, as a multiple of the shortest possible time. */
  private static final double SLACK = 2.0;

  /** More than are raised or swept per second: a longer queue has a backlog. */
  private static final int MOST_AT_ONCE = 200;

  private final Outpost outpost = new Outpost();
  private final Deque<OutboxEntry> stream = new ArrayDeque<>();
  private final Deque<OutboxEntry> receiptsQueue = new ArrayDeque<>();
  private final RelayOutbox relay = new RelayOutbox(relayStream(), outpost::answers);

  private final SplittableRandom random = new SplittableRandom(7);

  private long raised;
  private long published;
  private int busLeft;
  private Predicate<Instant> busDown = now -> false;
  private Predicate<Instant> receiptsDown = now -> false;

  private final int oneIsQuicker;

  OutageSimulationTest(int oneIsQuicker) {
    this.oneIsQuicker = oneIsQuicker;
    outpost.answer(this::busAnswer);
  }

  @Test
  void afterTenMinutesOfBusOutageEachEventIsSentOnce() throws Exception {
    Instant end = NOON.plus(Duration.ofMinutes(10));
    busDown = now -> now.isBefore(end);

    Duration cleared = run(100, 150, Duration.ofMinutes(10));

    // 60,000 events are pending, and the bus has capacity for 50 per second in addition to new
    // ones.
    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofMinutes(20)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void duringALongBusOutageOnlyProbesAreSent() throws Exception {
    Instant end = NOON.plus(Duration.ofMinutes(40));
    busDown = now -> now.isBefore(end);

    Duration cleared = run(5, 15, Duration.ofMinutes(40));

    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofMinutes(20)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void anHourWithoutReceiptsCausesFewResends() throws Exception {
    Instant end = NOON.plus(Duration.ofHours(1));
    receiptsDown = now -> now.isBefore(end);

    Duration cleared = run(10, 150, Duration.ofHours(1));

    // 36,000 receipts wait, and 140 per second can be handled in addition to new ones.
    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofSeconds(36_000 / 140)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void withoutARelayTheSweeperSendsEverything() throws Exception {
    raiseWithoutARelay(2_000);

    Duration cleared = untilCleared(150);

    // Entries that a busy bus did not accept were claimed and wait once more: 5 minutes.
    assertThat(cleared).isLessThan(SILENCE.plus(Duration.ofMinutes(6)));
    assertThat(published).isEqualTo(raised);
  }

  @Test
  void fourHundredEventsWithoutARelayAreOutFourMinutesAfterTheFirstProbe() throws Exception {
    raiseWithoutARelay(400);

    assertThat(untilCleared(150)).isLessThan(SILENCE.plus(Duration.ofMinutes(4)));
    assertThat(published).isEqualTo(raised);
  }

  @Test
  void aHundredThousandEventsWithoutARelayAreOutWithinTwoHours() throws Exception {
    raiseWithoutARelay(100_000);

    assertThat(untilCleared(150)).isLessThan(Duration.ofHours(2));
    assertThat(published).isEqualTo(raised);
  }

  /** The relay is back after three hours, and reads the stream from where it stopped. */
  @Test
  void aRelayThatCatchesUpIsNotOvertaken() throws Exception {
    Instant end = NOON.plus(Duration.ofHours(3));
    busDown = now -> now.isBefore(end);

    Duration cleared = run(10, 100, Duration.ofHours(3));

    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofMinutes(20)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  private void raiseWithoutARelay(int count) {
    for (int i = 0; i < count; i++) {
      raise();
    }
  }

  /** Returns how long it takes after the outage until only the latest events are pending. */
  private Duration run(int perSecond, int capacity, Duration outage) throws Exception {
    for (int second = 0; second < outage.toSeconds(); second++) {
      tick(perSecond, capacity, second);
    }
    for (int second = 0; ; second++) {
      tick(perSecond, capacity, second);
      if (raised - outpost.confirmed() <= perSecond) {
        return Duration.ofSeconds(second);
      }
    }
  }

  private Duration untilCleared(int capacity) throws Exception {
    for (int second = 0; ; second++) {
      tick(0, capacity, second);
      if (raised == outpost.confirmed()) {
        return Duration.ofSeconds(second);
      }
    }
  }

  private void tick(int perSecond, int capacity, int second) throws Exception {
    outpost.pass(Duration.ofSeconds(1));
    busLeft = capacity;
    Stream.generate(this::raise).limit(perSecond).forEach(stream::add);
    relayWhatTheBusTakes();
    if (second % SWEEP_EVERY_SECONDS == SWEEP_EVERY_SECONDS - 1) {
      outpost.sweeper.sweep();
    } else {
      outpost.sweeper.sweepOnceAnswered();
    }
    for (int taken = 0; taken < capacity && !isDown(receiptsDown); taken++) {
      Optional.ofNullable(receiptsQueue.poll()).ifPresent(outpost::receive);
    }
    outpost.sent();
  }

  private OutboxEntry raise() {
    raised++;
    return outpost.raise();
  }

  private void relayWhatTheBusTakes() throws InterruptedException {
    try {
      while (relay.relay(Duration.ZERO) > 0) {
        // Repeat until there are no more entries.
      }
    } catch (BusUnavailable full) {
      // The stream repeats the same entries in the next second.
    }
  }

  private Optional<Cause> busAnswer(OutboxEntry entry) {
    if (isDown(busDown) || busLeft == 0) {
      return Optional.of(Cause.UNAVAILABLE);
    }
    busLeft--;
    published++;
    boolean isBehind = isDown(receiptsDown) || receiptsQueue.size() > MOST_AT_ONCE;
    if (!isBehind && random.nextInt(oneIsQuicker) == 0) {
      outpost.receive(entry);
    } else {
      receiptsQueue.add(entry);
    }
    return Optional.empty();
  }

  private boolean isDown(Predicate<Instant> outage) {
    return outage.test(outpost.instant());
  }

  /** The share of publications beyond one per event. */
  private double extra() {
    long waiting = stream.size();
    return (double) (published - (raised - waiting)) / raised;
  }

  private static Duration slack(Duration least) {
    return Duration.ofMillis((long) (SLACK * least.toMillis()));
  }

  /** Passes ten entries at a time, which stay until they are taken. */
  private OutboxStream relayStream() {
    return (timeout, taker) -> {
      List<OutboxEntry> next = stream.stream().limit(10).toList();
      if (!next.isEmpty()) {
        taker.accept(next);
        next.forEach(taken -> stream.remove());
      }
      return next.size();
    };
  }
}
