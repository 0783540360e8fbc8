package io.fleetfix.outbox.inmemory.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetryOnConflictTest {
  private final ConcurrencyConflict first = new ConcurrencyConflict("PARCEL#P-1");
  private final ConcurrencyConflict second = new ConcurrencyConflict("PARCEL#P-1");
  private final ConcurrencyConflict third = new ConcurrencyConflict("PARCEL#P-1");

  @Test
  void runsOnceWithoutAConflict() {
    Attempts attempts = new Attempts();

    assertThat(RetryOnConflict.run(attempts)).isEqualTo("attempt 1");
    assertThat(attempts.count).isEqualTo(1);
  }

  @Test
  void retriesAfterAConflict() {
    Attempts attempts = new Attempts(first);

    assertThat(RetryOnConflict.run(attempts)).isEqualTo("attempt 2");
    assertThat(attempts.count).isEqualTo(2);
  }

  @Test
  void retriesAgainAfterASecondConflict() {
    Attempts attempts = new Attempts(first, second);

    assertThat(RetryOnConflict.run(attempts)).isEqualTo("attempt 3");
    assertThat(attempts.count).isEqualTo(3);
  }

  @Test
  void throwsTheLastConflictAfterThreeAttempts() {
    Attempts attempts = new Attempts(first, second, third);

    assertThatThrownBy(() -> RetryOnConflict.run(attempts)).isSameAs(third);
    assertThat(attempts.count).isEqualTo(3);
  }

  @Test
  void throwsAnyOtherExceptionWithoutRetrying() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));
    Attempts attempts = new Attempts(unclear);

    assertThatThrownBy(() -> RetryOnConflict.run(attempts)).isSameAs(unclear);
    assertThat(attempts.count).isEqualTo(1);
  }

  @Test
  void throwsAnotherExceptionAfterAConflict() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));
    Attempts attempts = new Attempts(first, unclear);

    assertThatThrownBy(() -> RetryOnConflict.run(attempts)).isSameAs(unclear);
    assertThat(attempts.count).isEqualTo(2);
  }

  @Test
  void aThreadThatIsInterruptedTriesNoMore() {
    Attempts attempts = new Attempts(first, second);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> RetryOnConflict.run(attempts)).isSameAs(first);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(attempts.count).isEqualTo(1);
  }

  /** Throws the given failures, one per attempt, and succeeds afterwards. */
  private static final class Attempts implements Supplier<String> {
    private final Deque<RuntimeException> failures;
    private int count = 0;

    Attempts(RuntimeException... failures) {
      this.failures = new ArrayDeque<>(List.of(failures));
    }

    @Override
    public String get() {
      count++;
      if (!failures.isEmpty()) {
        throw failures.pop();
      }
      return "attempt " + count;
    }
  }
}
