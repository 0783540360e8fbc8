package io.fleetfix.adapter.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollPaceTest {
  /** So that the clock passes its largest value on the way. */
  private static final long START = Long.MAX_VALUE - millis(100);

  @Test
  void aNewShardIsReadAtOnce() {
    assertThat(PollPace.NEW.waitNanos(START)).isZero();
  }

  @Test
  void readsAgainAtOnceAfterRecords() {
    PollPace pace = PollPace.NEW.afterRead(START).afterRecords();

    assertThat(pace.waitNanos(START)).isZero();
  }

  @Test
  void backsOffByDoublingUpToASecondWhenIdle() {
    List<Long> waits = new ArrayList<>();
    PollPace pace = PollPace.NEW;
    long now = START;
    for (int i = 0; i < 8; i++) {
      pace = pace.afterRead(now);
      waits.add(pace.waitNanos(now) / millis(1));
      now += pace.waitNanos(now);
    }

    assertThat(waits).containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
  }

  @Test
  void beginsAnewAfterRecords() {
    PollPace pace = PollPace.NEW;
    for (int i = 0; i < 6; i++) {
      pace = pace.afterRead(START + i * millis(1000));
    }

    long now = START + millis(6000);
    assertThat(pace.afterRecords().afterRead(now).waitNanos(now)).isEqualTo(millis(50));
  }

  @Test
  void readsAtMostFiveTimesInAnySecond() {
    PollPace pace = PollPace.NEW;
    for (int i = 0; i < 5; i++) {
      assertThat(pace.waitNanos(START + i)).isZero();
      pace = pace.afterRead(START + i).afterRecords();
    }

    assertThat(pace.waitNanos(START + 5)).isEqualTo(Duration.ofSeconds(1).toNanos() - 5);
    assertThat(pace.waitNanos(START + Duration.ofSeconds(1).toNanos())).isZero();
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
