package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SleeperTest {
  @Test
  void anInterruptEndsAPauseAndIsCleared() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Sleeper.parking().pause(Duration.ofDays(1).toNanos()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotPauseForZeroTime() throws Exception {
    Sleeper.parking().pause(0);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
