package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.util.Modules;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.metrics.CountedBus;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.queue.InMemoryEventBus;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.subscription.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service in memory whose clock, bus and marks a test can reach behind its back. */
final class WorkshopInternals extends AbstractModule implements AutoCloseable {
  private final RunningWorkshop running;
  private volatile Duration ahead = Duration.ZERO;
  private volatile Optional<Cause> refusal = Optional.empty();
  private @Nullable OutboxLedger ledger;
  private @Nullable ConfirmDelivery receipts;

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

  /** Accepts everything until a test changes that. */
  @Provides
  @Singleton
  EventBus bus(Map<Subscription, InMemoryQueue> queues, MeterRegistry registry) {
    EventBus bus = new InMemoryEventBus(WorkshopOutbox.FORMAT, queues);
    EventBus refusing =
        entries ->
            refusal
                .map(cause -> entries.stream().map(entry -> notAccepted(entry, cause)).toList())
                .orElseGet(() -> bus.publish(entries));
    return new CountedBus(refusing, registry);
  }

  private static NotAccepted notAccepted(OutboxEntry entry, Cause cause) {
    return new NotAccepted(entry.eventId(), cause, "Told");
  }

  @ProvidesIntoSet
  Background look(OutboxLedger used, ConfirmDelivery confirming) {
    ledger = used;
    receipts = confirming;
    return Backgrounds.of(List.of());
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

  /** From now on the bus takes nothing. */
  void refuse(Cause cause) {
    refusal = Optional.of(cause);
  }

  /** From now on the bus takes everything. */
  void accept() {
    refusal = Optional.empty();
  }

  /** Plays the receipt of an event that the outbox does not know: its queue would drop it. */
  void receiveUnknown(OutboxEntry entry) {
    if (receipts == null) {
      throw new IllegalStateException("The service has not started");
    }
    receipts.on(entry);
  }

  /** Plays the receipt of an event. */
  void receive(EventId eventId) {
    ledger().confirm(entry(eventId), now());
  }

  /** Plays the sweeper, to whom the bus has said no too often. */
  void giveUp(EventId eventId, String reason) {
    ledger().quarantine(entry(eventId), QuarantineReason.ofText(reason), now());
  }

  private OutboxEntry entry(EventId eventId) {
    return ledger().find(eventId).map(Delivery::entry).orElseThrow();
  }

  private OutboxLedger ledger() {
    if (ledger == null) {
      throw new IllegalStateException("The service has not started");
    }
    return ledger;
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
