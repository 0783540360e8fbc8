package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemorySweepMemory;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every instance has a wrong clock, by seconds to years, and some clocks jump. Nevertheless each
 * event arrives within a bounded time, and an event goes out a bounded number of times.
 */
class WrongClocksTest {
  private static final int SEEDS = 300;
  private static final Duration A_ROUND = SweepOutbox.EVERY;

  /**
   * Two hours for an entry dated so far ahead that only a wrong clock explains it, and a resend.
   */
  private static final Duration BOUND = Duration.ofHours(3);

  private static final List<Duration> OFF =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(150),
          Duration.ofSeconds(40),
          Duration.ofMinutes(9),
          Duration.ofMinutes(70),
          Duration.ofHours(26),
          Duration.ofDays(400),
          Duration.ofDays(3_650));

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyEventArrivesInBoundedTime(long seed) {
    Run run = new Run(new SplittableRandom(seed));
    for (int round = 0; round < 120; round++) {
      run.round(true);
    }
    Instant end = run.now;
    while (run.confirmed < run.raised && run.now.isBefore(end.plus(BOUND))) {
      run.round(false);
    }

    assertThat(run.raised - run.confirmed).as("pending, with clocks off by %s", run).isZero();
    assertThat(run.published)
        .as("publications of %s events, with clocks off by %s", run.raised, run)
        .isLessThanOrEqualTo(4 * run.raised);
  }

  /** Two instances, each of which writes, confirms and has its turn as the sweeper. */
  private static final class Run {
    private final InMemoryStore store =
        new InMemoryStore(FORMAT, InMemoryKind.unlisted(Parcel.class));
    private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    private final InMemoryReceipts receipts = new InMemoryReceipts();
    private final InMemorySweepMemory memory = new InMemorySweepMemory();
    private final Deque<OutboxEntry> fastPath = new ArrayDeque<>();
    private final Deque<OutboxEntry> receiptsQueue = new ArrayDeque<>();
    private final SplittableRandom random;
    private final List<Duration> off = new ArrayList<>();
    private final double lossOfTheFastPath;
    private final double jumps;
    private Instant now = NOON;
    private int sweeping;
    private int raised;
    private int confirmed;
    private int published;

    Run(SplittableRandom random) {
      this.random = random;
      off.add(someOffset());
      off.add(someOffset());
      lossOfTheFastPath = List.of(0.0, 0.1, 1.0).get(random.nextInt(3));
      jumps = List.of(0.0, 0.01).get(random.nextInt(2));
    }

    private Duration someOffset() {
      Duration offset = OFF.get(random.nextInt(OFF.size()));
      return random.nextBoolean() ? offset : offset.negated();
    }

    private Instant clock(int instance) {
      return now.plus(off.get(instance));
    }

    void round(boolean isWorkTime) {
      now = now.plus(A_ROUND);
      if (random.nextDouble() < jumps) {
        off.set(random.nextInt(2), someOffset());
      }
      if (random.nextInt(20) == 0) {
        sweeping = 1 - sweeping;
      }
      for (int raise = isWorkTime ? random.nextInt(4) : 0; raise > 0; raise--) {
        raise(random.nextInt(2));
      }
      while (!fastPath.isEmpty()) {
        publish(fastPath.poll());
      }
      deliver();
      sweeper(sweeping).sweep();
      for (int look = 0; look < 5; look++) {
        deliver();
        sweeper(sweeping).sweepOnceAnswered();
      }
    }

    private void raise(int instance) {
      Change<Parcel> packed = Parcels.packed();
      unitOfWork.commit(packed);
      Change<Parcel> shipped = Parcels.shipped(packed.state(), clock(instance));
      unitOfWork.commit(shipped);
      raised++;
      if (random.nextDouble() >= lossOfTheFastPath) {
        fastPath.add(OutboxEntry.of(shipped.state().shippedEvent()));
      }
    }

    private void publish(OutboxEntry entry) {
      published++;
      receiptsQueue.add(entry);
    }

    private void deliver() {
      while (!receiptsQueue.isEmpty()) {
        int instance = random.nextInt(2);
        new ConfirmDelivery(
                store.outbox(),
                receipts,
                () -> clock(instance),
                (event, confirmation, at) -> {
                  switch (confirmation) {
                    case FIRST, AFTER_RESEND -> confirmed++;
                    case UNKNOWN, REPEATED -> {}
                  }
                })
            .on(receiptsQueue.poll());
      }
    }

    private SweepOutbox sweeper(int instance) {
      Resender resender =
          new Resender(
              store.outbox(),
              entries -> {
                entries.forEach(this::publish);
                return List.of();
              });
      return new SweepOutbox(store.outbox(), receipts, memory, resender, () -> clock(instance));
    }

    @Override
    public String toString() {
      return off + ", loss " + lossOfTheFastPath + ", jumps " + jumps;
    }
  }
}
