package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.WatchedUnitOfWork;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.inmemory.InMemoryHeartbeat;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryReconcileMemory;
import io.fleetfix.outbox.inmemory.InMemoryRedeliveries;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemorySweepMemory;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.util.Set;

/** The store in memory, which is lost on exit. */
final class InMemoryStoreModule extends ComponentModule {
  @Override
  protected void configure() {
    construct(InMemoryIdempotencyRecords.class, InMemoryOutboxStream.class);
    bind(IdempotencyRecords.class).to(InMemoryIdempotencyRecords.class);
    bind(OutboxStream.class).to(InMemoryOutboxStream.class);
    bind(Receipts.class).toInstance(new InMemoryReceipts());
    bind(SweepMemory.class).toInstance(new InMemorySweepMemory());
    bind(Heartbeat.class).toInstance(new InMemoryHeartbeat());
    bind(ReconcileMemory.class).toInstance(new InMemoryReconcileMemory());
    bind(Redeliveries.class).toInstance(new InMemoryRedeliveries());
    bind(Leadership.class).toInstance(Leadership.alone());
  }

  @Provides
  @Singleton
  static InMemoryStore store(Set<InMemoryKind<?>> kinds) {
    return new InMemoryStore(WorkshopOutbox.FORMAT, kinds.toArray(InMemoryKind<?>[]::new));
  }

  @Provides
  static Set<Class<? extends Aggregate>> stored(InMemoryStore store) {
    return store.kinds();
  }

  @Provides
  static OutboxLedger ledger(InMemoryStore store) {
    return store.outbox();
  }

  @Provides
  static UndeliveredEntries undelivered(InMemoryStore store) {
    return store.outbox();
  }

  @Provides
  @Singleton
  static UnitOfWork unitOfWork(InMemoryStore store, WriteCheck writes) {
    return new WatchedUnitOfWork(new InMemoryWorkshopUnitOfWork(store, Tracing::current), writes);
  }
}
