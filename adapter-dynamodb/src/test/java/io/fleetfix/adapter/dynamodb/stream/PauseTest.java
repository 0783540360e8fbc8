package io.fleetfix.adapter.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
  @Test
  void anInterruptEndsAPauseAndIsUsedUp() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.parking().pause(Duration.ofDays(1).toNanos()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void noTimeIsNoPause() throws Exception {
    Pause.parking().pause(0);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
