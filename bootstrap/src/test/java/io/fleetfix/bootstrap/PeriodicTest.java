package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.run.Periodic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeriodicTest {
  @Test
  void keepsRunningAfterAFailureUntilItIsStopped() throws Exception {
    CountDownLatch thrice = new CountDownLatch(3);
    Periodic periodic =
        new Periodic(
            "test",
            Duration.ofMillis(1),
            () -> {
              thrice.countDown();
              throw new IllegalStateException("expected by this test");
            });

    periodic.start();

    assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
    periodic.stop();
    periodic.join();
  }
}
