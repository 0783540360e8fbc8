package io.fleetfix.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.health.WriteHealth;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchedUnitOfWorkTest {
  private final WriteCheck writes = new WriteCheck(() -> {}, () -> 0);
  private Runnable store = () -> {};
  private final UnitOfWork watched =
      new WatchedUnitOfWork(
          new UnitOfWork() {
            @Override
            public void commit(Change<?>... changes) {
              store.run();
            }

            @Override
            public void restore(Restoration<?> restoration) {
              store.run();
            }
          },
          writes);

  @Test
  void commitsThatFailInARowAreReported() {
    writes.beat();

    fail(WriteCheck.FAILED_COMMITS);

    assertThat(writes.health())
        .isEqualTo(new WriteHealth.CommitsFail(WriteCheck.FAILED_COMMITS, Duration.ZERO));
  }

  @Test
  void anyAnswerOfTheStoreEndsTheRow() {
    writes.beat();
    fail(WriteCheck.FAILED_COMMITS - 1);
    store =
        () -> {
          throw new ConcurrencyConflict("1");
        };
    assertThatExceptionOfType(ConcurrencyConflict.class).isThrownBy(watched::commit);
    fail(WriteCheck.FAILED_COMMITS - 1);
    assertThat(writes.health()).isEqualTo(new WriteHealth.Works(Duration.ZERO));
    store = () -> {};
    watched.commit();
    fail(WriteCheck.FAILED_COMMITS - 1);

    assertThat(writes.health()).isEqualTo(new WriteHealth.Works(Duration.ZERO));
  }

  private void fail(int times) {
    store =
        () -> {
          throw new StorageUnavailable(new IllegalStateException("expected by this test"));
        };
    for (int i = 0; i < times; i++) {
      assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(watched::commit);
    }
  }
}
