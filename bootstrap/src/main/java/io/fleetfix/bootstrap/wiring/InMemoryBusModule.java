package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.metrics.CountedBus;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.outbox.inmemory.queue.InMemoryDeadLetters;
import io.fleetfix.outbox.inmemory.queue.InMemoryEventBus;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueueSizes;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.subscription.ReactionBindings;
import io.fleetfix.outbox.subscription.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bus and queues in memory, with one loop per queue, so that one thread assigns invoice numbers.
 */
public final class InMemoryBusModule extends AbstractModule {
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Provides
  @Singleton
  static Map<Subscription, InMemoryQueue> queues(ReactionBindings reactions, OutboxLedger ledger) {
    Map<Subscription, InMemoryQueue> queues = new LinkedHashMap<>();
    for (Subscription each : reactions.bound()) {
      queues.put(each, new InMemoryQueue(reactions.of(each), id -> ledger.find(id).isPresent()));
    }
    return queues;
  }

  @Provides
  @Singleton
  static EventBus bus(Map<Subscription, InMemoryQueue> queues, MeterRegistry registry) {
    return new CountedBus(new InMemoryEventBus(WorkshopOutbox.FORMAT, queues), registry);
  }

  @Provides
  @Singleton
  static DeadLetters deadLetters(Map<Subscription, InMemoryQueue> queues, InstantSource clock) {
    return new InMemoryDeadLetters(queues, clock);
  }

  @Provides
  @Singleton
  static QueueSizes queueSizes(Map<Subscription, InMemoryQueue> queues) {
    return new InMemoryQueueSizes(queues);
  }

  @ProvidesIntoSet
  static Background consumers(Map<Subscription, InMemoryQueue> queues, Supervision supervision) {
    return Backgrounds.of(
        queues.entrySet().stream()
            .map(each -> consumer(each.getKey().rule(), each.getValue(), supervision))
            .toList());
  }

  private static SupervisedLoop consumer(
      String name, InMemoryQueue queue, Supervision supervision) {
    return new SupervisedLoop(
        name,
        () -> {
          queue.handleNext(SupervisedLoop.WAIT);
          return Duration.ZERO;
        },
        PAUSES,
        QueueConsumer.PATIENCE,
        supervision);
  }
}
