package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.inmemory.queue.InMemoryDeadLetters;
import io.fleetfix.outbox.inmemory.queue.InMemoryEventBus;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two queues whose reactions always fail, so that each event becomes a dead letter at once. */
public final class FailingQueues implements DeadLetters {
  private final Map<Subscription, InMemoryQueue> queues = new LinkedHashMap<>();
  private final DeadLetters letters;
  private final Set<String> unreachable = new HashSet<>();

  FailingQueues(InstantSource clock) {
    for (String name : List.of("invoicing", "mail")) {
      Subscription subscription =
          new Subscription(name, Types.all(), true, 1, Duration.ofDays(4), false);
      queues.put(subscription, new InMemoryQueue(List.of(failing(subscription))));
    }
    letters = new InMemoryDeadLetters(queues, clock);
  }

  private static ReactionBinding failing(Subscription subscription) {
    return ReactionBinding.each(
        subscription,
        Types.all(),
        event -> {
          throw new IllegalStateException("Thrown by the test");
        });
  }

  /** Sends an event to this queue, and delivers it until it is a dead letter. */
  public void kill(String name, OutboxEntry event) throws InterruptedException {
    for (Map.Entry<Subscription, InMemoryQueue> each : queues.entrySet()) {
      if (each.getKey().rule().equals(name)) {
        new InMemoryEventBus(WorkshopOutbox.FORMAT, Map.of(each.getKey(), each.getValue()))
            .publish(List.of(event));
        each.getValue().handleNext(Duration.ZERO);
      }
    }
  }

  /** From now on, the dead letters of this queue cannot be read. */
  public void takeAway(String name) {
    unreachable.add(name);
  }

  @Override
  public List<String> queues() {
    return letters.queues();
  }

  @Override
  public Contents<Letter> list(String queue, int limit) {
    return unreachable.contains(queue) ? unknown() : letters.list(queue, limit);
  }

  @Override
  public Contents<Attempt> redrive(String queue, int limit) {
    return unreachable.contains(queue) ? unknown() : letters.redrive(queue, limit);
  }

  @Override
  public Contents<Attempt> redrive(String queue, Set<String> messageIds) {
    return unreachable.contains(queue) ? unknown() : letters.redrive(queue, messageIds);
  }

  private static <T> Contents<T> unknown() {
    return new Contents<>(List.of(), null, "The queue does not exist");
  }
}
