package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The running service while its table is unreachable, and afterwards. */
class TableTakenAwayTest {
  private final Table table = new Table();

  @Test
  void isAliveButNotReadyAndMeasuresNothingDuringTheOutage() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(table)) {
      WorkshopClient workshop = service.workshop();
      workshop.get(200, "/health/ready");
      eventually(() -> assertThat(metrics(service)).contains("outbox_pending 0.0"));

      table.away = true;
      eventually(() -> workshop.get(503, "/health/ready"));
      workshop.get(200, "/health/live");
      eventually(() -> workshop.get(503, "/health/outbox"));
      eventually(
          () ->
              assertThat(metrics(service))
                  .contains(
                      "outbox_oldest_pending_age_seconds NaN",
                      "outbox_pending NaN",
                      "outbox_quarantined NaN")
                  .contains("outbox_publish_total{result=\"accepted\"} 0.0"));

      table.away = false;
      eventually(() -> workshop.get(200, "/health/ready"));
      eventually(() -> assertThat(metrics(service)).contains("outbox_pending 0.0"));
    }
  }

  @Test
  void checksAndMetricsNeverWaitForTheTable() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(table)) {
      eventually(() -> service.workshop().get(200, "/health/outbox"));
      table.hangs = new CountDownLatch(1);
      try {
        eventually(() -> assertThat(table.hanging).hasPositiveValue());
        for (int i = 0; i < 50; i++) {
          assertThatChecksAnswer(service);
        }
      } finally {
        table.hangs.countDown();
      }
    }
  }

  @Test
  void aCheckThatThrowsIsUnknown() throws Exception {
    try (WorkshopInternals service =
        new WorkshopInternals(
            binder ->
                Multibinder.newSetBinder(binder, ResourceCheck.class)
                    .addBinding()
                    .toInstance(new FirstCheckOnly()))) {
      eventually(
          () ->
              assertThat(service.workshop().get(200, "/health/outbox").path("unknown").toString())
                  .contains("A check failed: "));
    }
  }

  /** The start checks, too. */
  private static final class FirstCheckOnly implements ResourceCheck {
    private final AtomicInteger checks = new AtomicInteger();

    @Override
    public Result check() {
      if (checks.incrementAndGet() > 1) {
        throw new IllegalStateException("expected by this test");
      }
      return new Result.There();
    }
  }

  /** Whatever they say: the finding ages while the table hangs. */
  private static void assertThatChecksAnswer(WorkshopInternals service) throws Exception {
    WorkshopClient workshop = service.workshop();
    workshop.get(200, "/health/live");
    assertThat(workshop.text("/health/ready")).contains("\"status\":");
    assertThat(workshop.text("/health/outbox")).contains("{");
    assertThat(metrics(service)).contains("outbox_sample_age_seconds ");
  }

  private static String metrics(WorkshopInternals service) throws Exception {
    return service.workshop().text("/metrics");
  }

  /** Only what health and metrics need. */
  private static final class Table extends AbstractModule implements Repairs {
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile CountDownLatch hangs = new CountDownLatch(0);
    private volatile boolean away;

    @Override
    protected void configure() {
      bind(OutboxLedger.class)
          .toInstance(
              new SizedLedger(
                  () -> {
                    check();
                    return OutboxSize.EMPTY;
                  }));
      bind(Repairs.class).toInstance(this);
      bind(Heartbeat.class).toInstance(this::check);
    }

    @Override
    public Optional<Repair> find(RepairId id) {
      check();
      return Optional.empty();
    }

    @Override
    public Page<Repair> list(RepairStatus status, PageRequest request) {
      check();
      return new Page<>(List.of(), null);
    }

    private void check() {
      if (hangs.getCount() > 0) {
        hanging.incrementAndGet();
        try {
          hangs.await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }
      if (away) {
        throw new StorageUnavailable(new IllegalStateException("Down"));
      }
    }
  }
}
