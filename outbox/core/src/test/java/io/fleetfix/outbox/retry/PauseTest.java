package io.fleetfix.outbox.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
  @Test
  void anInterruptEndsAPauseAndIsCleared() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.PARKING.nanos(Duration.ofDays(1).toNanos()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotPauseForZeroTime() throws Exception {
    Pause.PARKING.nanos(0);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
