package io.fleetfix.outbox.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisedLoopTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final DoublingWait PAUSES = new DoublingWait(SECOND, Duration.ofSeconds(4));
  private static final DoublingWait SHORT =
      new DoublingWait(Duration.ofMillis(1), Duration.ofMillis(1));
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger ends = new AtomicInteger();
  private final Supervision supervision = new Supervision(time::get, ends::incrementAndGet);
  private final Deque<Throwable> failures = new ArrayDeque<>();

  @Test
  void pausesGrowWhileStepsFailAndASuccessResetsThem() {
    SupervisedLoop loop = loop(this::step, PAUSES);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      failures.add(new StackOverflowError());
      pauses.add(loop.attempt());
    }
    pauses.add(loop.attempt());
    failures.add(new IllegalStateException("expected by this test"));
    pauses.add(loop.attempt());

    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 4L, 0L, 1L);
    assertThat(ends).hasValue(0);
  }

  @Test
  void aPeriodicTaskThatFailsIsNotRepeatedSoonerThanOneThatSucceeds() {
    SupervisedLoop loop = SupervisedLoop.every("test", SECOND, this::fail, PATIENCE, supervision);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      failures.add(new IllegalStateException("expected by this test"));
      pauses.add(loop.attempt().toSeconds());
    }
    pauses.add(loop.attempt().toSeconds());

    assertThat(pauses).containsExactly(1L, 2L, 4L, 4L, 1L);
  }

  @ParameterizedTest
  @MethodSource("survivable")
  void theThreadTakesTheNextStepAfter(Throwable failure) throws Exception {
    failures.add(failure);
    Semaphore steps = new Semaphore(0);
    SupervisedLoop loop =
        loop(
            () -> {
              steps.release();
              return step();
            },
            SHORT);

    loop.start();

    assertThat(steps.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
    assertThat(loop.isRunning()).isTrue();
    assertThat(ends).hasValue(0);
    loop.stop();
    loop.join();
  }

  static List<Throwable> survivable() {
    return List.of(
        new IllegalStateException("expected by this test"),
        new StackOverflowError(),
        new NoClassDefFoundError("expected by this test"),
        new InternalError("expected by this test"),
        new InterruptedException("expected by this test"),
        new Unprintable());
  }

  /** Breaks the logger, too. */
  private static final class Unprintable extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("expected by this test");
    }
  }

  @Test
  void anInterruptDoesNotEndTheLoop() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    Semaphore later = new Semaphore(0);
    SupervisedLoop loop =
        loop(
            () -> {
              if (first.getCount() > 0) {
                Thread.currentThread().interrupt(); // seen by the pause that follows
                first.countDown();
                return Duration.ofDays(1);
              }
              later.release();
              return SECOND;
            },
            SHORT);

    loop.start();

    assertThat(later.tryAcquire(30L * Integer.getInteger("fleetfix.patience", 1), TimeUnit.SECONDS))
        .isTrue();
    loop.stop();
    loop.join();
  }

  @Test
  void outOfMemoryEndsTheProcessWhereverItHides() {
    SupervisedLoop loop = loop(this::step, PAUSES);
    failures.add(new OutOfMemoryError());
    loop.attempt();
    failures.add(
        new IllegalStateException(new RuntimeException(new OutOfMemoryError("unable to create"))));
    loop.attempt();
    RuntimeException closing = new IllegalStateException("expected by this test");
    closing.addSuppressed(new IllegalStateException(new OutOfMemoryError()));
    failures.add(closing);
    loop.attempt();

    assertThat(ends).hasValue(3);
  }

  @Test
  void chainsWithCyclesEnd() {
    RuntimeException one = new IllegalStateException("expected by this test");
    RuntimeException other = new IllegalStateException(one);
    one.initCause(other);
    one.addSuppressed(other);

    assertThat(OutOfMemory.isIn(one)).isFalse();
    assertThat(OutOfMemory.isIn(null)).isFalse();
  }

  @Test
  void stopEndsAPause() throws Exception {
    SupervisedLoop loop = loop(() -> Duration.ofDays(365), PAUSES);
    loop.start();

    loop.stop();
    loop.join();

    assertThat(loop.isRunning()).as("after a stop on purpose").isTrue();
  }

  @Test
  void reportsAStepThatHangsButNotOneThatFails() {
    SupervisedLoop loop = loop(this::step, PAUSES);
    assertThat(loop.sinceLastStep()).isEmpty();
    assertThat(loop.isRunning()).as("before the start").isTrue();

    CountDownLatch hangs = new CountDownLatch(1);
    SupervisedLoop hanging =
        loop(
            () -> {
              hangs.await();
              return Duration.ofDays(1);
            },
            PAUSES);
    hanging.start();
    time.addAndGet(PATIENCE.toNanos());
    assertThat(hanging.isRunning()).isTrue();
    time.incrementAndGet();

    assertThat(hanging.isRunning()).isFalse();
    assertThat(hanging.sinceLastStep()).contains(PATIENCE.plusNanos(1));
    hanging.stop();
    hangs.countDown();
  }

  private Duration step() throws InterruptedException {
    fail();
    return Duration.ZERO;
  }

  private void fail() {
    switch (failures.poll()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      case Throwable other -> Thread.currentThread().interrupt();
    }
  }

  private SupervisedLoop loop(Step step, DoublingWait pauses) {
    return new SupervisedLoop("test", step, pauses, PATIENCE, supervision);
  }
}
