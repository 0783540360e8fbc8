package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryEventBus;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryOutboxStream;
import io.fleetfix.adapter.inmemory.InMemoryQueue;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryRequests;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import java.util.Map;
import java.util.Objects;

/**
 * Store, bus and queues in memory; one lane a queue, so that invoice numbers come from one hand.
 */
final class InMemoryModule extends AbstractModule {
  private final InMemoryWorkshop workshop = new InMemoryWorkshop();

  @Override
  protected void configure() {
    bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork(workshop));
    bind(Repairs.class).toInstance(new InMemoryRepairs(workshop));
    bind(Invoices.class).toInstance(new InMemoryInvoices(workshop));
    bind(Notices.class).toInstance(new InMemoryNotices(workshop));
    bind(Requests.class).toInstance(new InMemoryRequests(workshop));
    bind(DeliveryLedger.class).toInstance(new InMemoryDeliveryLedger(workshop));
    bind(OutboxStream.class).toInstance(new InMemoryOutboxStream(workshop));
    bind(EventBus.class).to(InMemoryEventBus.class);
  }

  @Provides
  @Singleton
  static Map<BusRule, InMemoryQueue> queues(
      IssueInvoice issueInvoice, PostNotice postNotice, ConfirmDelivery confirmDelivery) {
    return Map.of(
        BusRule.INVOICING, new InMemoryQueue(issueInvoice),
        BusRule.FRONT_DESK, new InMemoryQueue(postNotice),
        BusRule.RECEIPTS, new InMemoryQueue(confirmDelivery));
  }

  @Provides
  @Singleton
  static InMemoryEventBus bus(Map<BusRule, InMemoryQueue> queues) {
    return new InMemoryEventBus(queues);
  }

  @ProvidesIntoSet
  static BackgroundLoop invoicing(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.INVOICING, queues);
  }

  @ProvidesIntoSet
  static BackgroundLoop frontDesk(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.FRONT_DESK, queues);
  }

  @ProvidesIntoSet
  static BackgroundLoop receipts(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.RECEIPTS, queues);
  }

  private static BackgroundLoop lane(BusRule rule, Map<BusRule, InMemoryQueue> queues) {
    InMemoryQueue queue = Objects.requireNonNull(queues.get(rule));
    return new BackgroundLoop(rule.ruleName(), queue::handleNext);
  }
}
