package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.ResourceCheck;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import io.fleetfix.domain.Workshop;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The use cases, over whatever ports another module binds. */
public final class ApplicationModule extends AbstractModule {
  private final WorkshopConfig config;

  public ApplicationModule(WorkshopConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    install(new TracingModule(Telemetry.of(System.getenv())));
    install(new MetricsModule());
    bind(Workshop.class).toInstance(config.workshop());
    bind(InstantSource.class).toInstance(Clock.systemUTC());
    bind(RandomGenerator.class).toInstance(new SecureRandom());
    // In memory there is none of either.
    Multibinder.newSetBinder(binder(), ClosedLast.class);
    Multibinder.newSetBinder(binder(), ResourceCheck.class);
  }

  @Provides
  @Singleton
  static OpenRepair openRepair(
      Repairs repairs,
      Requests requests,
      UnitOfWork unitOfWork,
      Workshop workshop,
      RandomGenerator random,
      InstantSource clock) {
    return new OpenRepair(repairs, requests, unitOfWork, workshop, random, clock);
  }

  @Provides
  @Singleton
  static AddWork addWork(
      Repairs repairs,
      Requests requests,
      UnitOfWork unitOfWork,
      RandomGenerator random,
      InstantSource clock) {
    return new AddWork(repairs, requests, unitOfWork, random, clock);
  }

  @Provides
  @Singleton
  static CompleteRepair completeRepair(
      Repairs repairs, UnitOfWork unitOfWork, InstantSource clock) {
    return new CompleteRepair(repairs, unitOfWork, clock);
  }

  @Provides
  @Singleton
  static CancelRepair cancelRepair(Repairs repairs, UnitOfWork unitOfWork, InstantSource clock) {
    return new CancelRepair(repairs, unitOfWork, clock);
  }

  @Provides
  @Singleton
  static FindRepairs findRepairs(Repairs repairs, DeliveryLedger ledger) {
    return new FindRepairs(repairs, ledger);
  }

  @Provides
  @Singleton
  static RelayOutbox relayOutbox(OutboxStream stream, EventBus bus) {
    return new RelayOutbox(stream, bus);
  }

  @Provides
  @Singleton
  static ConfirmDelivery confirmDelivery(
      DeliveryLedger ledger,
      Receipts receipts,
      InstantSource clock,
      ConfirmDelivery.Listener listener) {
    return new ConfirmDelivery(ledger, receipts, clock, listener);
  }

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

  @Provides
  @Singleton
  static InspectOutbox inspectOutbox(
      Backlog backlog,
      Receipts receipts,
      DeliveryLedger ledger,
      Redeliveries redeliveries,
      InstantSource clock) {
    return new InspectOutbox(backlog, receipts, ledger, redeliveries, clock);
  }

  @Provides
  @Singleton
  static IssueInvoice issueInvoice(
      Repairs repairs,
      Invoices invoices,
      DeliveryLedger ledger,
      UnitOfWork unitOfWork,
      Workshop workshop,
      InstantSource clock) {
    return new IssueInvoice(repairs, invoices, ledger, unitOfWork, workshop, clock);
  }

  @Provides
  @Singleton
  static PostNotice postNotice(
      Repairs repairs, Notices notices, UnitOfWork unitOfWork, InstantSource clock) {
    return new PostNotice(repairs, notices, unitOfWork, clock);
  }
}
