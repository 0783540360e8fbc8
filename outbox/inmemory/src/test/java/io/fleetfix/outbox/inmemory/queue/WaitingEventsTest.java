package io.fleetfix.outbox.inmemory.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitingEventsTest {
  private static final OutboxEntry ANY = Parcels.entry();

  private final List<QueuedEvent> taken = new ArrayList<>();
  private long now;
  private long arrivals;
  private int compared;
  private final WaitingEvents events = new WaitingEvents(() -> now);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  /** At every time more events arrive than are taken, and some of those taken are retried. */
  @ParameterizedTest
  @MethodSource("seeds")
  void takesWhatIsDueInTheOrderInWhichItBecameDue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 300; step++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        add(now);
      }
      for (int i = random.nextInt(2); i > 0; i--) {
        add(now + 1 + random.nextInt(40));
      }
      now += random.nextInt(3);
      taken.addAll(events.take(random.nextInt(4)));
    }
    now += 40;
    while (events.due() > 0) {
      taken.addAll(events.take(7));
    }

    assertThat(taken).hasSize((int) arrivals);
    for (int i = 1; i < taken.size(); i++) {
      assertThat(taken.get(i).due()).isGreaterThanOrEqualTo(taken.get(i - 1).due());
    }
  }

  @Test
  void waitsForTheEndOfARest() throws Exception {
    WaitingEvents real = new WaitingEvents(System::nanoTime);
    long end = System.nanoTime() + Duration.ofMillis(20).toNanos();
    real.add(new QueuedEvent(ANY, 0, 0, end, 0, Duration.ZERO));

    assertThat(real.due()).isZero();
    assertThat(real.await(Duration.ofMinutes(5))).isTrue();
    assertThat(System.nanoTime() - end).isPositive();
    assertThat(real.take(2)).hasSize(1);
  }

  @Test
  void countsThoseThatRestAndKnowsTheFirst() {
    now = 100;
    events.add(new QueuedEvent(ANY, 90, 0, 100, 0, Duration.ZERO));
    events.add(new QueuedEvent(ANY, 10, 3, 500, 1, Duration.ZERO));

    assertThat(events.size()).isEqualTo(2);
    assertThat(events.due()).isEqualTo(1);
    assertThat(events.firstSent()).hasValue(10);
  }

  /** What rests is sorted; what is due is not. */
  @Test
  void takingABatchLooksAtNoOtherEvents() {
    assertThat(clockReadsFor(10_000)).isEqualTo(clockReadsFor(100));
  }

  private int clockReadsFor(int waiting) {
    WaitingEvents counted =
        new WaitingEvents(
            () -> {
              compared++;
              return now;
            });
    for (int i = 0; i < waiting; i++) {
      counted.add(new QueuedEvent(ANY, 0, 0, 0, i, Duration.ZERO));
    }
    compared = 0;
    assertThat(counted.take(10)).hasSize(10);
    return compared;
  }

  private void add(long due) {
    events.add(new QueuedEvent(ANY, now, 0, due, arrivals++, Duration.ZERO));
  }
}
