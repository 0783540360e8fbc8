package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole service in memory, whose bus hangs or fails, and whose loops run on the test's time. */
class LivenessTest extends AbstractModule implements EventBus {
  /** More than the relay's patience, less than that of the other loops. */
  private static final Duration TOO_LONG = Duration.ofMinutes(31);

  private final AtomicLong time = new AtomicLong();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch hangs = new CountDownLatch(1);
  private volatile boolean fails;
  private final RunningWorkshop running =
      RunningWorkshop.start(
          List.of(
              Modules.override(Wiring.memory(WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"))))
                  .with(this)));
  private final WorkshopClient workshop = new WorkshopClient(running.port());

  @Override
  protected void configure() {
    bind(Supervision.class).toInstance(new Supervision(time::get, ProcessEnd.HALT));
    bind(EventBus.class).toInstance(this);
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    called.countDown();
    if (fails) {
      throw new IllegalStateException("expected by this test");
    }
    try {
      hangs.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @AfterEach
  void stop() throws InterruptedException {
    hangs.countDown();
    running.stop();
  }

  @Test
  void aLoopThatHangsBeyondItsPatienceMakesTheServiceNotLive() throws Exception {
    workshop.complete(workshop.open());
    called.await();
    time.addAndGet(Duration.ofMinutes(29).toNanos());
    assertThat(workshop.get(200, "/health/live").get("status").asText()).isEqualTo("UP");

    time.set(TOO_LONG.toNanos());

    assertThat(workshop.get(503, "/health/live").get("detail").asText())
        .isEqualTo("Stuck: relay. An operator has to restart the process, which loses nothing.");
    workshop.get(200, "/health/ready");
    String metrics = workshop.text("/metrics");
    assertThat(metrics).contains("loop_last_completed_seconds{loop=\"relay\"} 1860.0");
    for (String other :
        List.of(
            "sweep",
            "reconcile",
            "invoicing",
            "receipts",
            "heartbeat",
            "sample-outbox",
            "sample-resources",
            "sample-invoice-date")) {
      assertThat(metrics).contains("loop_last_completed_seconds{loop=\"" + other + "\"}");
    }

    hangs.countDown();
    eventually(() -> workshop.get(200, "/health/live"));
  }

  @Test
  void aStepThatFailsDoesNot() throws Exception {
    fails = true;
    workshop.complete(workshop.open());
    called.await();

    time.set(TOO_LONG.toNanos());

    eventually(() -> workshop.get(200, "/health/live"));
  }
}
