package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;
import java.util.Optional;
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
      assertThat(metrics(service)).contains("outbox_pending 0.0");

      table.away = true;
      eventually(() -> workshop.get(503, "/health/ready"));
      workshop.get(200, "/health/live");
      workshop.get(503, "/health/outbox");
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
  void sharesOneQueryOfTheTableAmongManyRequests() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(table)) {
      int askedAtFirst = table.looks.get();
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        metrics(service);
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000L;

      assertThat(table.looks.get() - askedAtFirst).isBetween(1, 1 + (int) seconds / 5 + 1);
    }
  }

  private static String metrics(WorkshopInternals service) throws Exception {
    return service.workshop().text("/metrics");
  }

  /** Only what health and metrics need. */
  private static final class Table extends AbstractModule implements Repairs {
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean away;

    @Override
    protected void configure() {
      bind(OutboxLedger.class)
          .toInstance(
              new SizedLedger(
                  () -> {
                    looks.incrementAndGet();
                    check();
                    return OutboxSize.EMPTY;
                  }));
      bind(Repairs.class).toInstance(this);
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
      if (away) {
        throw new StorageUnavailable(new IllegalStateException("Down"));
      }
    }
  }
}
