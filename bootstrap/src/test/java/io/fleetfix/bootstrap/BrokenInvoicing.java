package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBindings;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queues in memory of which that of invoicing fails until it is mended, and gives up at once. */
final class BrokenInvoicing extends AbstractModule {
  private volatile boolean broken = true;

  void mend() {
    broken = false;
  }

  @Provides
  @Singleton
  Map<Subscription, InMemoryQueue> queues(ReactionBindings reactions) {
    Map<Subscription, InMemoryQueue> queues = new LinkedHashMap<>();
    reactions.bound().forEach(each -> queues.put(each, queue(each, reactions.of(each))));
    return queues;
  }

  private InMemoryQueue queue(Subscription subscription, List<ReactionBinding> bindings) {
    return new InMemoryQueue(
        subscription.equals(WorkshopOutbox.INVOICING)
            ? bindings.stream().map(this::breaking).toList()
            : bindings);
  }

  private ReactionBinding breaking(ReactionBinding binding) {
    return ReactionBinding.each(
        once(binding.subscription()), binding.types(), event -> handle(binding, event));
  }

  private void handle(ReactionBinding binding, OutboxEntry event) {
    if (broken) {
      throw new IllegalStateException("Thrown by the test");
    }
    binding.handle(event);
  }

  private static Subscription once(Subscription all) {
    return new Subscription(
        all.rule(), all.types(), all.replays(), 1, all.retention(), all.singleConsumer());
  }
}
