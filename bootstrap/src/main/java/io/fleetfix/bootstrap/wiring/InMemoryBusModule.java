package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.inmemory.InMemoryEventBus;
import io.fleetfix.adapter.inmemory.InMemoryQueue;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.reaction.SendInvoice;
import io.fleetfix.bootstrap.metrics.CountedBus;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.BackgroundLoop;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;

/** Bus and queues in memory; one lane a queue, so that invoice numbers come from one hand. */
public final class InMemoryBusModule extends AbstractModule {
  @Provides
  @Singleton
  static Map<BusRule, InMemoryQueue> queues(
      IssueInvoice issueInvoice,
      PostNotice postNotice,
      SendInvoice sendInvoice,
      ConfirmDelivery confirmDelivery,
      Tracing tracing) {
    return Map.of(
        BusRule.INVOICING, new InMemoryQueue(tracing.each("invoicing", issueInvoice)),
        BusRule.FRONT_DESK, new InMemoryQueue(tracing.each("front-desk", postNotice)),
        BusRule.MAIL, new InMemoryQueue(tracing.each("mail", sendInvoice)),
        BusRule.RECEIPTS, new InMemoryQueue(tracing.each("receipts", confirmDelivery)));
  }

  @Provides
  @Singleton
  static InMemoryEventBus bus(Map<BusRule, InMemoryQueue> queues) {
    return new InMemoryEventBus(queues);
  }

  @Provides
  @Singleton
  static EventBus counted(InMemoryEventBus bus, MeterRegistry registry) {
    return new CountedBus(bus, registry);
  }

  @ProvidesIntoSet
  static Background invoicing(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.INVOICING, queues);
  }

  @ProvidesIntoSet
  static Background frontDesk(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.FRONT_DESK, queues);
  }

  @ProvidesIntoSet
  static Background mail(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.MAIL, queues);
  }

  @ProvidesIntoSet
  static Background receipts(Map<BusRule, InMemoryQueue> queues) {
    return lane(BusRule.RECEIPTS, queues);
  }

  private static Background lane(BusRule rule, Map<BusRule, InMemoryQueue> queues) {
    InMemoryQueue queue = Objects.requireNonNull(queues.get(rule));
    return new BackgroundLoop(rule.ruleName(), queue::handleNext);
  }
}
