package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
  /** The clock overflows during each test. */
  private static final long START = Long.MAX_VALUE - millis(100);

  @Test
  void aNewShardIsReadAtOnce() {
    assertThat(PollInterval.NEW.waitNanos(START)).isZero();
  }

  @Test
  void aShardIsReadFiveTimesPerSecond() {
    PollInterval pace = PollInterval.afterRead(START);

    assertThat(pace.waitNanos(START)).isEqualTo(millis(200));
    assertThat(pace.waitNanos(START + millis(150))).isEqualTo(millis(50));
    assertThat(pace.waitNanos(START + millis(200))).isZero();
    assertThat(pace.waitNanos(START + millis(5_000))).isZero();
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
