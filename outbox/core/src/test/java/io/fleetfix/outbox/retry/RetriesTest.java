package io.fleetfix.outbox.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetriesTest {
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(10), Duration.ofMillis(500));
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final List<Long> pauses = new ArrayList<>();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(); // overflows meanwhile

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTryBeginsAfterTheDeadlineHoweverLongTriesTake(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long start = now;
    Retries retries = backoff(random).start();
    int tries = 0;
    do {
      assertThat(now - start).isLessThanOrEqualTo(BUDGET.toNanos());
      tries++;
      now += random.nextLong(Duration.ofSeconds(1).toNanos());
    } while (retries.again());

    assertThat(tries).isBetween(8, 100);
  }

  @Test
  void callsThatFailAtOnceAreFewAndSpreadOverTheWholeTime() {
    long start = now;
    Retries retries = backoff(new SplittableRandom(1)).start();
    int tries = 1;
    while (retries.again()) {
      tries++;
    }

    assertThat(tries).isBetween(24, 50);
    assertThat(Duration.ofNanos(now - start)).isBetween(Duration.ofSeconds(9), BUDGET);
  }

  @Test
  void pausesDoubleWithJitterUpToTheLongest() {
    Retries retries = backoff(new SplittableRandom(1)).start();
    for (int i = 0; i < 8; i++) {
      retries.again();
    }

    long[] longest = {10, 20, 40, 80, 160, 320, 500, 500};
    for (int i = 0; i < longest.length; i++) {
      assertThat(Duration.ofNanos(pauses.get(i)))
          .isBetween(Duration.ofMillis(longest[i]).dividedBy(2), Duration.ofMillis(longest[i]));
    }
  }

  @Test
  void callersThatFailTogetherComeBackApart() {
    for (int caller = 0; caller < 20; caller++) {
      backoff(new SplittableRandom(caller)).start().again();
    }

    assertThat(pauses.stream().distinct()).hasSize(20);
  }

  @Test
  void anInterruptedThreadDoesNotTryAgainAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(backoff(new SplittableRandom(1)).start().again()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(pauses).isEmpty();
  }

  @Test
  void anInterruptDuringThePauseEndsTheRetries() {
    Backoff interrupted =
        new Backoff(
            PAUSES,
            BUDGET,
            new SplittableRandom(1),
            () -> now,
            nanos -> {
              throw new InterruptedException("The service stops");
            });

    assertThat(interrupted.start().again()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private Backoff backoff(SplittableRandom random) {
    return new Backoff(
        PAUSES,
        BUDGET,
        random,
        () -> now,
        nanos -> {
          pauses.add(nanos);
          now += nanos;
        });
  }
}
