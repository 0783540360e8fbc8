package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
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

/**
 * Outages second by second in virtual time: shipments, relay, a bus and a receipts queue with
 * limits, and the sweeper every 30 seconds. An outage must not be made worse by who mends it.
 */
class OutageSimulationTest {
  private static final int SWEEP_EVERY_SECONDS = 30;

  /**
   * One of so many receipts is taken before the bus has answered whoever published, unless the
   * queue is behind.
   */
  private static final int ONE_IS_QUICKER = 10;

  /** After an outage, how long may it take at the most, in the least possible time. */
  private static final double SLACK = 2.0;

  /** More than are raised or swept in a second: who has more to take is behind. */
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

  OutageSimulationTest() {
    outpost.answer(this::busAnswer);
  }

  @Test
  void aBusThatIsDownForTenMinutesGetsEachEventOnce() throws Exception {
    Instant end = NOON.plus(Duration.ofMinutes(10));
    busDown = now -> now.isBefore(end);

    Duration cleared = run(100, 150, Duration.ofMinutes(10));

    // 60,000 events wait, and the bus has room for 50 a second besides the new ones.
    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofMinutes(20)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void aBusThatIsDownForLongerThanTheSweepersPatienceIsOnlyProbed() throws Exception {
    Instant end = NOON.plus(Duration.ofMinutes(40));
    busDown = now -> now.isBefore(end);

    Duration cleared = run(5, 15, Duration.ofMinutes(40));

    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofMinutes(20)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void receiptsThatAreDownForAnHourAreWaitedFor() throws Exception {
    Instant end = NOON.plus(Duration.ofHours(1));
    receiptsDown = now -> now.isBefore(end);

    Duration cleared = run(10, 150, Duration.ofHours(1));

    // 36,000 receipts wait, and 140 a second can be taken besides the new ones.
    assertThat(cleared).isLessThanOrEqualTo(slack(Duration.ofSeconds(36_000 / 140)));
    assertThat(extra()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void withoutARelayTheSweeperBringsEverything() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      raise();
    }
    stream.clear(); // whoever was to read it never will

    Duration cleared = untilCleared(150);

    // What a busy bus did not look at was claimed, and is waited for once more: 17 minutes.
    assertThat(cleared).isLessThan(Duration.ofMinutes(30 + 17));
    assertThat(published).isEqualTo(raised);
  }

  /** How long it takes after the outage until nothing is pending but what was raised just now. */
  private Duration run(int aSecond, int capacity, Duration outage) throws Exception {
    for (int second = 0; second < outage.toSeconds(); second++) {
      tick(aSecond, capacity, second);
    }
    for (int second = 0; ; second++) {
      tick(aSecond, capacity, second);
      if (outpost.ledger.size().pending() <= aSecond) {
        return Duration.ofSeconds(second);
      }
    }
  }

  private Duration untilCleared(int capacity) throws Exception {
    for (int second = 0; ; second++) {
      tick(0, capacity, second);
      if (outpost.ledger.size().pending() == 0) {
        return Duration.ofSeconds(second);
      }
    }
  }

  private void tick(int aSecond, int capacity, int second) throws Exception {
    outpost.pass(Duration.ofSeconds(1));
    busLeft = capacity;
    Stream.generate(this::raise).limit(aSecond).forEach(stream::add);
    relayWhatTheBusTakes();
    if (second % SWEEP_EVERY_SECONDS == SWEEP_EVERY_SECONDS - 1) {
      outpost.sweeper.sweep();
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
        // As long as it takes more.
      }
    } catch (BusUnavailable full) {
      // The same entries come again in the next second.
    }
  }

  private Optional<Cause> busAnswer(OutboxEntry entry) {
    if (isDown(busDown) || busLeft == 0) {
      return Optional.of(Cause.UNAVAILABLE);
    }
    busLeft--;
    published++;
    boolean isBehind = isDown(receiptsDown) || receiptsQueue.size() > MOST_AT_ONCE;
    if (!isBehind && random.nextInt(ONE_IS_QUICKER) == 0) {
      outpost.receive(entry);
    } else {
      receiptsQueue.add(entry);
    }
    return Optional.empty();
  }

  private boolean isDown(Predicate<Instant> outage) {
    return outage.test(outpost.instant());
  }

  /** How many were published beyond each once, as a share. */
  private double extra() {
    long waiting = stream.size();
    return (double) (published - (raised - waiting)) / raised;
  }

  private static Duration slack(Duration least) {
    return Duration.ofMillis((long) (SLACK * least.toMillis()));
  }

  /** Ten at a time, which stay until they are taken. */
  private OutboxStream relayStream() {
    return (patience, taker) -> {
      List<OutboxEntry> next = stream.stream().limit(10).toList();
      if (!next.isEmpty()) {
        taker.accept(next);
        next.forEach(taken -> stream.remove());
      }
      return next.size();
    };
  }
}
