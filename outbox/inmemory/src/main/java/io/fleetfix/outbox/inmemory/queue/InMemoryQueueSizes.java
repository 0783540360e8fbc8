package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The sizes of queues in memory: exact, but for an event that is being handled. Thread-safe. */
public final class InMemoryQueueSizes implements QueueSizes {
  private final Map<String, InMemoryQueue> queues = new LinkedHashMap<>();

  /** Of these queues, each named after its subscription. */
  public InMemoryQueueSizes(Map<Subscription, InMemoryQueue> queues) {
    queues.forEach((subscription, queue) -> this.queues.put(subscription.rule(), queue));
  }

  @Override
  public List<String> queues() {
    return List.copyOf(queues.keySet());
  }

  @Override
  public QueueSize size(String name) {
    InMemoryQueue queue = queues.get(name);
    if (queue == null) {
      throw new NoSuchElementException("No queue is named " + name);
    }
    return new QueueSize(
        name,
        new Count.Known(queue.waiting()),
        new Count.Known(queue.deadLetters().size()),
        queue.oldest());
  }
}
