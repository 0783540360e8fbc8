package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.util.Modules;
import io.fleetfix.adapter.inmemory.InMemoryEventBus;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service in memory whose clock, bus and marks a test can reach behind its back. */
final class WorkshopInternals extends AbstractModule implements AutoCloseable {
  private final RunningWorkshop running;
  private volatile Duration ahead = Duration.ZERO;
  private @Nullable InMemoryEventBus bus;
  private @Nullable DeliveryLedger ledger;
  private @Nullable Quarantine quarantine;

  WorkshopInternals(Module... instead) {
    Module memory =
        Modules.override(Wiring.memory(WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"))))
            .with(Modules.combine(instead), this);
    running = RunningWorkshop.start(List.of(memory));
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(() -> Instant.now().plus(ahead));
  }

  @ProvidesIntoSet
  Background look(InMemoryEventBus usedBus, DeliveryLedger usedLedger, Quarantine usedQuarantine) {
    bus = usedBus;
    ledger = usedLedger;
    quarantine = usedQuarantine;
    return new Background() {
      @Override
      public void start() {}

      @Override
      public void stop() {}

      @Override
      public void join() {}
    };
  }

  WorkshopClient workshop() {
    return new WorkshopClient(running.port());
  }

  String url() {
    return "http://127.0.0.1:" + running.port();
  }

  void passTime(Duration time) {
    ahead = ahead.plus(time);
  }

  Instant now() {
    return Instant.now().plus(ahead);
  }

  InMemoryEventBus bus() {
    return there(bus);
  }

  DeliveryLedger ledger() {
    return there(ledger);
  }

  Quarantine quarantine() {
    return there(quarantine);
  }

  private static <T> T there(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The service has not started");
    }
    return part;
  }

  @Override
  public void close() {
    try {
      running.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
