package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private long now = Duration.ofDays(-1).toNanos();

  @Test
  void neverExceedsTheRate() {
    RateLimit pace = new RateLimit(50, () -> now);

    long done = 0;
    for (int page = 0; page < 100; page++) {
      done += page % 7;
      now += pace.nanosAfter(done);
    }

    assertThat(now - Duration.ofDays(-1).toNanos()).isEqualTo(done * 1_000_000_000L / 50);
  }

  @Test
  void doesNotWaitIfTheWorkIsSlowerThanTheRate() {
    RateLimit pace = new RateLimit(50, () -> now);

    now += Duration.ofSeconds(3).toNanos();

    assertThat(pace.nanosAfter(150)).isZero();
    assertThat(pace.nanosAfter(151)).isEqualTo(Duration.ofMillis(20).toNanos());
  }
}
