package io.fleetfix.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTest {
  private final AtomicInteger loads = new AtomicInteger();
  private long now = Long.MAX_VALUE - 5; // System.nanoTime may overflow

  @Test
  void loadsTheValueAgainOnlyAfterItHasExpired() {
    Cached<Integer> cached = new Cached<>(loads::incrementAndGet, Duration.ofNanos(10), () -> now);

    assertThat(List.of(cached.get(), cached.get())).containsExactly(1, 1);
    now += 9;
    assertThat(cached.get()).isEqualTo(1);
    now += 1;
    assertThat(List.of(cached.get(), cached.get())).containsExactly(2, 2);
  }

  @Test
  void loadsTheValueOnceForConcurrentCallers() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Cached<Integer> cached =
        new Cached<>(
            () -> {
              answer.countDown();
              return loads.incrementAndGet();
            },
            Duration.ofNanos(10),
            () -> now);

    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(CompletableFuture.supplyAsync(cached));
    }
    answer.await();

    assertThat(callers).allSatisfy(each -> assertThat(each.join()).isEqualTo(1));
  }
}
