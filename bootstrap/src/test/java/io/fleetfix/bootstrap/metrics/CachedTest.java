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
  private final AtomicInteger asked = new AtomicInteger();
  private long now = Long.MAX_VALUE - 5; // a clock may run over

  @Test
  void asksOnceInAWhileHoweverOftenItIsWanted() {
    Cached<Integer> cached = new Cached<>(asked::incrementAndGet, Duration.ofNanos(10), () -> now);

    assertThat(List.of(cached.get(), cached.get())).containsExactly(1, 1);
    now += 9;
    assertThat(cached.get()).isEqualTo(1);
    now += 1;
    assertThat(List.of(cached.get(), cached.get())).containsExactly(2, 2);
  }

  @Test
  void asksOnceForAllWhoWantItMeanwhile() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Cached<Integer> cached =
        new Cached<>(
            () -> {
              answer.countDown();
              return asked.incrementAndGet();
            },
            Duration.ofNanos(10),
            () -> now);

    List<CompletableFuture<Integer>> wanting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      wanting.add(CompletableFuture.supplyAsync(cached));
    }
    answer.await();

    assertThat(wanting).allSatisfy(each -> assertThat(each.join()).isEqualTo(1));
  }
}
