package io.fleetfix.outbox.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.loop.DetachedTasks.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DetachedTasksTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), 50, Duration.ofMinutes(1));

  private final AtomicLong now = new AtomicLong();
  private final DetachedTasks tasks =
      new DetachedTasks(LIMITS, new Supervision(now::get, ProcessEnd.HALT));
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger interrupted = new AtomicInteger();

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    tasks.stop();
    tasks.join();
  }

  @Test
  void aSlowTaskGoesOnWithoutItsCaller() {
    CompletableFuture<String> ended = new CompletableFuture<>();

    assertThat(
            tasks.run(
                "slow",
                () -> {
                  hang();
                  ended.complete("ended");
                }))
        .isFalse();
    assertThat(tasks.run("other", () -> {})).isTrue();
    end.countDown();

    assertThat(ended.join()).isEqualTo("ended");
    assertThat(interrupted).hasValue(0);
  }

  @Test
  void thereIsOneTaskPerKeyAtATime() {
    AtomicInteger made = new AtomicInteger();
    Runnable task =
        () -> {
          made.incrementAndGet();
          hang();
        };

    assertThat(tasks.run("same", task)).isFalse();
    assertThat(tasks.run("same", task)).isFalse();

    assertThat(made).hasValue(1);
  }

  @Test
  void passesOnWhatATaskThrows() {
    IllegalArgumentException failure = new IllegalArgumentException("Thrown by the test");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                tasks.run(
                    "key",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                tasks.run(
                    "key",
                    () -> {
                      throw new StackOverflowError("Thrown by the test");
                    }))
        .withCauseInstanceOf(StackOverflowError.class);
    assertThat(tasks.run("key", () -> {})).isTrue();
  }

  @Test
  void withoutAPlaceTheOldestTaskIsAbandonedUnlessItIsYoung() throws Exception {
    List<Thread> callers = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(LIMITS.mostAtOnce());
    for (int i = 0; i < LIMITS.mostAtOnce(); i++) {
      int key = i;
      callers.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      tasks.run(
                          key,
                          () -> {
                            running.countDown();
                            hang();
                          })));
    }
    running.await();
    assertThat(tasks.run("one more", () -> {})).isFalse();
    assertThat(interrupted).hasValue(0);

    now.addAndGet(LIMITS.abandonedAfter().toNanos());
    assertThat(tasks.run("one more", () -> {})).isTrue();

    end.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    tasks.stop();
    tasks.join();
    assertThat(interrupted).hasValue(1);
  }

  /** What a task still has to do takes no more than its own time. */
  @Test
  void aStopInterruptsATaskThatHangsAndWaitsForItsEnd() throws Exception {
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    assertThat(
            tasks.run(
                "hanging",
                () -> {
                  hang();
                  Thread.currentThread().interrupt();
                  DetachedTasks.uninterrupted(
                      () -> stillInterrupted.set(Thread.currentThread().isInterrupted()));
                  interrupted.addAndGet(Thread.interrupted() ? 10 : 0);
                }))
        .isFalse();

    tasks.stop();
    tasks.join();

    assertThat(interrupted).hasValue(11);
    assertThat(stillInterrupted).isFalse();
    assertThat(tasks.run("too late", () -> {})).isFalse();
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException abandoned) {
      interrupted.incrementAndGet();
    }
  }
}
