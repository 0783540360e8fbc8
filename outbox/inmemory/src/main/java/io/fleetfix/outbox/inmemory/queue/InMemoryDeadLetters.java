package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.inmemory.queue.InMemoryQueue.DeadLetter;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The dead letters of queues in memory, oldest first. They are lost on exit. Thread-safe. */
public final class InMemoryDeadLetters implements DeadLetters {
  private final Map<String, InMemoryQueue> queues = new LinkedHashMap<>();
  private final InstantSource clock;

  /** For these queues, each named after its subscription. */
  public InMemoryDeadLetters(Map<Subscription, InMemoryQueue> queues, InstantSource clock) {
    queues.forEach((subscription, queue) -> this.queues.put(subscription.rule(), queue));
    this.clock = clock;
  }

  @Override
  public List<String> queues() {
    return List.copyOf(queues.keySet());
  }

  @Override
  public Contents<Letter> list(String queue, int limit) {
    Map<String, DeadLetter> dead = queue(queue).deadLetters();
    List<Letter> letters =
        oldest(dead, limit).stream()
            .map(each -> letter(queue(queue), each.getKey(), each.getValue()))
            .toList();
    return new Contents<>(letters, (long) dead.size(), null);
  }

  @Override
  public Contents<Attempt> redrive(String queue, int limit) {
    return redrive(
        queue(queue),
        oldest(queue(queue).deadLetters(), limit).stream().map(Map.Entry::getKey).toList());
  }

  @Override
  public Contents<Attempt> redrive(String queue, Set<String> messageIds) {
    return redrive(queue(queue), List.copyOf(messageIds));
  }

  private static List<Map.Entry<String, DeadLetter>> oldest(
      Map<String, DeadLetter> dead, int limit) {
    return dead.entrySet().stream()
        .sorted(Comparator.comparingLong(each -> each.getValue().sent()))
        .limit(limit)
        .toList();
  }

  private Contents<Attempt> redrive(InMemoryQueue queue, List<String> messageIds) {
    List<Attempt> attempts = new ArrayList<>();
    for (String messageId : messageIds) {
      DeadLetter dead = queue.deadLetters().remove(messageId);
      if (dead != null) { // else it is unknown, or another call has redriven it
        queue.put(dead.event(), Duration.ZERO);
        attempts.add(new Attempt(letter(queue, messageId, dead), Result.REDRIVEN));
      }
    }
    return new Contents<>(attempts, (long) queue.deadLetters().size(), null);
  }

  private Letter letter(InMemoryQueue queue, String messageId, DeadLetter dead) {
    return new Letter(
        messageId,
        dead.event().eventId(),
        dead.event().eventType(),
        dead.failures(),
        clock.instant().minus(queue.age(dead)),
        null);
  }

  private InMemoryQueue queue(String name) {
    InMemoryQueue queue = queues.get(name);
    if (queue == null) {
      throw new NoSuchElementException("No queue is named " + name);
    }
    return queue;
  }
}
