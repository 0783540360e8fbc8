package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.eventbridge.BusCheck;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.sqs.MessageOutcome;
import io.fleetfix.adapter.sqs.OutcomeCounter;
import io.fleetfix.adapter.sqs.Polling;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.adapter.sqs.SqsDeadLetters;
import io.fleetfix.adapter.sqs.SqsQueue;
import io.fleetfix.adapter.sqs.SqsQueueSizes;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.metrics.CountedBus;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.subscription.ReactionBindings;
import io.fleetfix.outbox.subscription.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus on EventBridge, and the SQS queues that its rules feed. */
final class AwsBusModule extends AbstractModule {
  private static final Logger LOG = LoggerFactory.getLogger(AwsBusModule.class);

  private final AwsConnections connections;
  private final AwsNames names;

  /**
   * Sends no request yet.
   *
   * @param connections the module closes those to bus and queues when the service stops
   */
  AwsBusModule(AwsConnections connections, AwsNames names) {
    this.connections = connections;
    this.names = names;
  }

  @Override
  protected void configure() {
    Multibinder<ResourceCheck> checks = Multibinder.newSetBinder(binder(), ResourceCheck.class);
    checks.addBinding().toInstance(new BusCheck(connections.events().events(), names.eventBus()));
    Provider<ReactionBindings> reactions = getProvider(ReactionBindings.class);
    WorkshopOutbox.SUBSCRIPTIONS.forEach(
        each -> checks.addBinding().toInstance(() -> queueIsThere(each, reactions.get())));
    Multibinder.newSetBinder(binder(), MeterBinder.class)
        .addBinding()
        .toInstance(connections.meters());
  }

  @Provides
  @Singleton
  EventBus bus(RandomGenerator random, MeterRegistry registry) {
    return new CountedBus(
        new EventBridgeBus(
            connections.events().events(), names.eventBus(), WorkshopOutbox.FORMAT, random),
        registry);
  }

  /** Of all queues: a rule's dead letters exist even if this service does not read its queue. */
  @Provides
  @Singleton
  DeadLetters deadLetters() {
    return new SqsDeadLetters(
        connections.queues().client(),
        WorkshopOutbox.FORMAT,
        rules(),
        queueNames(),
        System::nanoTime);
  }

  @Provides
  @Singleton
  QueueSizes queueSizes() {
    return new SqsQueueSizes(connections.queues().client(), rules(), queueNames());
  }

  private static List<String> rules() {
    return WorkshopOutbox.SUBSCRIPTIONS.stream().map(Subscription::rule).toList();
  }

  private Map<String, String> queueNames() {
    return WorkshopOutbox.SUBSCRIPTIONS.stream()
        .collect(Collectors.toMap(Subscription::rule, names::queue));
  }

  @ProvidesIntoSet
  Background consumers(ReactionBindings reactions, ConsumerMeters meters, Supervision supervision) {
    return Backgrounds.of(
        reactions.bound().stream()
            .map(each -> consumer(each, reactions, meters, supervision))
            .toList());
  }

  private QueueConsumer consumer(
      Subscription subscription,
      ReactionBindings reactions,
      ConsumerMeters meters,
      Supervision supervision) {
    OutcomeCounter counted = meters.of(subscription.rule());
    return new QueueConsumer(
        queue(subscription),
        WorkshopOutbox.FORMAT,
        reactions.of(subscription),
        Polling.DEFAULT,
        outcome -> {
          counted.count(outcome);
          log(subscription, outcome);
        },
        supervision);
  }

  /** A queue that this service does not read need not exist. */
  private Result queueIsThere(Subscription subscription, ReactionBindings reactions) {
    return reactions.of(subscription).isEmpty() ? new Result.There() : queue(subscription).check();
  }

  private SqsQueue queue(Subscription subscription) {
    return SqsQueue.named(connections.queues().client(), names.queue(subscription));
  }

  /** The consumer itself logs what it leaves in the queue. */
  private static void log(Subscription subscription, MessageOutcome outcome) {
    if (outcome == MessageOutcome.IGNORED) {
      LOG.atInfo()
          .addKeyValue("queue", subscription.rule())
          .log("Event ignored: no reaction handles its type");
    }
  }

  @ProvidesIntoSet
  ClosedLast closed() {
    return () -> {
      connections.events().close();
      connections.queues().close();
    };
  }
}
