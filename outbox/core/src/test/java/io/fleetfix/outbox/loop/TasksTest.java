package io.fleetfix.outbox.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TasksTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final Tasks tasks = new Tasks(ends::incrementAndGet);

  @Test
  void anErrorIsAFailureOfItsItemOnly() {
    Map<String, RuntimeException> failures =
        tasks.forEach(
            List.of("good", "broken", "failing"),
            3,
            item -> {
              switch (item) {
                case "broken" -> throw new StackOverflowError();
                case "failing" -> throw new IllegalArgumentException("expected by this test");
                default -> {}
              }
            });

    assertThat(failures).containsOnlyKeys("broken", "failing");
    assertThat(failures.get("broken")).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(failures.get("failing")).isInstanceOf(IllegalArgumentException.class);
    assertThat(ends).hasValue(0);
  }

  @Test
  void outOfMemoryEndsTheProcess() throws Exception {
    tasks.forEach(
        List.of("error", "cause"),
        2,
        item -> {
          OutOfMemoryError full = new OutOfMemoryError();
          if (item.equals("error")) {
            throw full;
          }
          throw new IllegalStateException(full);
        });
    assertThat(ends).hasValue(2);

    CountDownLatch ended = new CountDownLatch(1);
    try (var threads = new Tasks(ended::countDown).perTask()) {
      threads.execute(
          () -> {
            throw new OutOfMemoryError();
          });
    }
    ended.await();
  }

  @Test
  void whatAnInterruptDropsIsNotDone() {
    AtomicInteger run = new AtomicInteger();
    Thread.currentThread().interrupt();

    Map<Integer, RuntimeException> failures =
        tasks.forEach(List.of(1, 2, 3, 4, 5), 1, item -> run.incrementAndGet());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failures).hasSize(5 - run.get());
  }
}
