package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import io.fleetfix.adapter.inmemory.InMemoryBacklog;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryOutboxStream;
import io.fleetfix.adapter.inmemory.InMemoryQuarantine;
import io.fleetfix.adapter.inmemory.InMemoryReceipts;
import io.fleetfix.adapter.inmemory.InMemoryRedeliveries;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryRequests;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.telemetry.Tracing;

/** The store in memory: forgets on exit. */
final class InMemoryStoreModule extends AbstractModule {
  @Override
  protected void configure() {
    InMemoryWorkshop workshop = new InMemoryWorkshop();
    bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork(workshop, Tracing::current));
    bind(Repairs.class).toInstance(new InMemoryRepairs(workshop));
    bind(Invoices.class).toInstance(new InMemoryInvoices(workshop));
    bind(Notices.class).toInstance(new InMemoryNotices(workshop));
    bind(Requests.class).toInstance(new InMemoryRequests(workshop));
    bind(DeliveryLedger.class).toInstance(new InMemoryDeliveryLedger(workshop));
    bind(Backlog.class).toInstance(new InMemoryBacklog(workshop));
    bind(Quarantine.class).toInstance(new InMemoryQuarantine(workshop));
    bind(Receipts.class).toInstance(new InMemoryReceipts());
    bind(Redeliveries.class).toInstance(new InMemoryRedeliveries());
    bind(Leadership.class).toInstance(() -> true); // nobody else is there
    bind(OutboxStream.class).toInstance(new InMemoryOutboxStream(workshop));
  }
}
