package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private long now = Duration.ofDays(-1).toNanos();

  /** Whatever the pages' sizes and durations, and whenever an event is sent within its page. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20, 50, 1_000})
  void sendsNoMoreThanTheRateAndTwoPagesInAnyWindow(int rate) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Long> sent =
          sent(rate, 60, size -> random.nextInt(size + 1), () -> duration(random), random);

      for (int first = 0; first < sent.size(); first++) {
        for (int last = first; last < sent.size(); last++) {
          double allowed = rate * ((sent.get(last) - sent.get(first)) / SECOND) + 2 * page(rate);
          assertThat(last - first + 1.0)
              .as("events in a window, seed %s", seed)
              .isLessThanOrEqualTo(allowed + 1e-6);
        }
      }
    }
  }

  @Test
  void slowPagesAreNotFollowedByABurst() {
    List<Long> sent = sent(20, 100, size -> size, new SlowOnce()::nanos, new Random(1));

    long slowEnd = Collections.max(sent.subList(0, 10));
    assertThat(sent.stream().filter(at -> at > slowEnd && at <= slowEnd + SECOND))
        .as("the second after a page that took a minute")
        .hasSizeBetween(10, 30);
  }

  @Test
  void reachesTheRateWhenPagesAreFast() {
    long start = now;

    List<Long> sent = sent(50, 100, size -> size, () -> 0, new Random(1));

    assertThat((now - start) / SECOND).isCloseTo(sent.size() / 50.0, within(1e-6));
  }

  @Test
  void pagesAreHalfASecondLong() {
    assertThat(page(1)).isEqualTo(1);
    assertThat(page(20)).isEqualTo(10);
    assertThat(page(1_000)).isEqualTo(100);
  }

  /** The times at which events are sent; those of a page at random times within it, sorted. */
  private List<Long> sent(
      int rate, int pages, IntUnaryOperator size, LongSupplier takes, Random random) {
    RateLimit pace = pace(rate);
    List<Long> sent = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      int events = size.applyAsInt(page(rate));
      long takesNanos = takes.getAsLong();
      for (int event = 0; event < events; event++) {
        sent.add(now + (random.nextBoolean() ? takesNanos : random.nextLong(takesNanos + 1)));
      }
      now += takesNanos;
      pace.waitAfter(events);
    }
    Collections.sort(sent);
    return sent;
  }

  private RateLimit pace(int rate) {
    return new RateLimit(rate, () -> now, nanos -> now += nanos);
  }

  private int page(int rate) {
    return pace(rate).page(100);
  }

  private static long duration(Random random) {
    return random.nextInt(4) == 0
        ? random.nextLong(Duration.ofMinutes(1).toNanos())
        : random.nextLong(Duration.ofMillis(300).toNanos());
  }

  private static final class SlowOnce {
    private boolean done;

    long nanos() {
      long nanos = done ? 0 : Duration.ofMinutes(1).toNanos();
      done = true;
      return nanos;
    }
  }
}
