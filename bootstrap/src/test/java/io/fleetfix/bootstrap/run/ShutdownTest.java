package io.fleetfix.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All parts of a stop share one deadline. */
@Timeout(60)
class ShutdownTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final AtomicLong time = new AtomicLong();
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  @AfterEach
  void endWhatHangs() {
    never.countDown();
  }

  @Test
  void waitsForPartsThatEndInTime() throws InterruptedException {
    Shutdown shutdown = new Shutdown(AN_HOUR, time::get);

    assertThat(shutdown.run("part", 100, List.of(done::countDown, done::await))).isTrue();
  }

  @Test
  void abandonsAPartThatHangsAndRunsTheNext() throws InterruptedException {
    Shutdown shutdown = new Shutdown(Duration.ofMillis(100), System::nanoTime);

    assertThat(shutdown.run("hangs", 50, List.of(never::await, done::countDown))).isFalse();
    done.await();
    CountDownLatch closed = new CountDownLatch(1);
    shutdown.run("next", 100, List.of(closed::countDown));

    closed.await();
  }

  /** The parts do not have the whole time each, but one after the other. */
  @Test
  void allPartsShareTheTime() throws InterruptedException {
    Shutdown shutdown = new Shutdown(AN_HOUR, time::get);
    time.addAndGet(AN_HOUR.toNanos());

    assertThat(shutdown.run("hangs", 100, List.of(never::await))).isFalse();
    assertThat(shutdown.run("hangs, too", 100, List.of(never::await))).isFalse();
  }

  @Test
  void aPartThatFailsDoesNotStopTheOthers() throws InterruptedException {
    Shutdown shutdown = new Shutdown(AN_HOUR, time::get);

    shutdown.run(
        "fails",
        100,
        List.of(
            () -> {
              throw new IllegalStateException("expected by this test");
            }));

    assertThat(shutdown.run("next", 100, List.of(done::countDown))).isTrue();
  }

  @Test
  void interruptsLoopsThatDoNotEndInTime() throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    SupervisedLoop loop =
        new SupervisedLoop(
            "hangs",
            () -> {
              began.countDown();
              never.await();
              return Duration.ZERO;
            },
            new DoublingWait(AN_HOUR, AN_HOUR),
            AN_HOUR,
            Supervision.OF_THIS_PROCESS);
    loop.start();
    began.await();
    loop.stop();
    Shutdown shutdown = new Shutdown(Duration.ofMillis(100), System::nanoTime);

    shutdown.join(loop, 50);

    loop.join(); // it ends, although nothing ends its step
    assertThat(loop.isAlive()).isFalse();
  }
}
