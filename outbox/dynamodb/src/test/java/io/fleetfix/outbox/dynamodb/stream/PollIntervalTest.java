package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
  /** The clock overflows during each test. */
  private static final long START = Long.MAX_VALUE - millis(100);

  @Test
  void aNewShardIsReadAtOnce() {
    assertThat(PollInterval.NEW.waitNanos(START)).isZero();
  }

  @Test
  void backsOffByDoublingUpToASecondWhenIdle() {
    List<Long> waits = new ArrayList<>();
    PollInterval pace = PollInterval.NEW;
    long now = START;
    for (int i = 0; i < 5; i++) {
      pace = pace.afterRead(now);
      waits.add(pace.waitNanos(now) / millis(1));
      now += pace.waitNanos(now);
      assertThat(pace.waitNanos(now)).isZero();
    }

    assertThat(waits).containsExactly(200L, 400L, 800L, 1000L, 1000L);
  }

  @Test
  void readsFiveTimesPerSecondWhileRecordsCome() {
    PollInterval pace = PollInterval.NEW.afterRead(START).afterRecords();
    assertThat(pace.waitNanos(START + millis(1))).isEqualTo(millis(199));

    long now = START + millis(200);
    pace = pace.afterRead(now).afterRecords();
    assertThat(pace.waitNanos(now)).isEqualTo(millis(200));
  }

  @Test
  void restartsTheBackoffAfterRecords() {
    PollInterval pace = PollInterval.NEW;
    for (int i = 0; i < 6; i++) {
      pace = pace.afterRead(START + i * millis(1000));
    }

    assertThat(pace.afterRecords().afterRead(START).waitNanos(START)).isEqualTo(millis(400));
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
