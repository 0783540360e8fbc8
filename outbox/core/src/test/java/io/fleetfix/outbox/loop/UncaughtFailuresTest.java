package io.fleetfix.outbox.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UncaughtFailuresTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final UncaughtFailures failures = new UncaughtFailures(ends::incrementAndGet);

  @Test
  void outOfMemoryEndsTheProcess() throws Exception {
    endsBy(new IllegalStateException(new OutOfMemoryError("expected by this test")));

    assertThat(ends).hasValue(1);
  }

  @Test
  void otherFailuresDoNot() throws Exception {
    endsBy(new StackOverflowError("expected by this test"));

    assertThat(ends).hasValue(0);
  }

  private void endsBy(Throwable failure) throws InterruptedException {
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler(failures)
            .start(
                () -> {
                  switch (failure) {
                    case Error error -> throw error;
                    case RuntimeException exception -> throw exception;
                    default -> throw new AssertionError(failure);
                  }
                });
    thread.join();
  }
}
