package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import java.time.InstantSource;

/** What looks after the outbox from the table: the loop is closed here. */
final class UpkeepModule extends AbstractModule {
  @Provides
  @Singleton
  static SweepOutbox sweepOutbox(
      Backlog backlog,
      DeliveryLedger ledger,
      Quarantine quarantine,
      Receipts receipts,
      EventBus bus,
      InstantSource clock) {
    return new SweepOutbox(backlog, ledger, quarantine, receipts, bus, clock);
  }

  @Provides
  @Singleton
  static ReconcileOutbox reconcileOutbox(
      Repairs repairs,
      Invoices invoices,
      Notices notices,
      DeliveryLedger ledger,
      UnitOfWork unitOfWork,
      EventBus bus,
      InstantSource clock) {
    return new ReconcileOutbox(repairs, invoices, notices, ledger, unitOfWork, bus, clock);
  }

  @Provides
  @Singleton
  static RedeliverEvents redeliverEvents(
      Repairs repairs,
      DeliveryLedger ledger,
      Redeliveries redeliveries,
      EventBus bus,
      InstantSource clock) {
    return new RedeliverEvents(repairs, ledger, redeliveries, bus, clock);
  }

  @ProvidesIntoSet
  static Background upkeep(
      SweepOutbox sweep, ReconcileOutbox reconcile, Turn turn, InstantSource clock) {
    return new BackgroundLoop(
        "upkeep", new Upkeep(sweep, reconcile, turn, clock, System::nanoTime));
  }
}
