package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryOutboxStream;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryRequests;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;

/** The store in memory: forgets on exit. */
final class InMemoryStoreModule extends AbstractModule {
  @Override
  protected void configure() {
    InMemoryWorkshop workshop = new InMemoryWorkshop();
    bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork(workshop));
    bind(Repairs.class).toInstance(new InMemoryRepairs(workshop));
    bind(Invoices.class).toInstance(new InMemoryInvoices(workshop));
    bind(Notices.class).toInstance(new InMemoryNotices(workshop));
    bind(Requests.class).toInstance(new InMemoryRequests(workshop));
    bind(DeliveryLedger.class).toInstance(new InMemoryDeliveryLedger(workshop));
    bind(OutboxStream.class).toInstance(new InMemoryOutboxStream(workshop));
  }
}
