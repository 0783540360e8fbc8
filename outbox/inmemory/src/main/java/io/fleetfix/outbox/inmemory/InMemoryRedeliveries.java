package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Redeliveries;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The latest {@value #MAX_KEPT} redeliveries that operators requested. Thread-safe. */
public final class InMemoryRedeliveries implements Redeliveries {
  static final int MAX_KEPT = 20_000;

  private final Deque<Redelivery> oldestFirst = new ArrayDeque<>();
  private final Map<EventId, Deque<Redelivery>> ofEvent = new HashMap<>();

  @Override
  public synchronized void add(Redelivery redelivery) {
    oldestFirst.add(redelivery);
    ofEvent.computeIfAbsent(redelivery.eventId(), first -> new ArrayDeque<>(1)).add(redelivery);
    if (oldestFirst.size() > MAX_KEPT) {
      dropTheOldest();
    }
  }

  @Override
  public synchronized List<Redelivery> of(EventId eventId) {
    return ofEvent.getOrDefault(eventId, new ArrayDeque<>()).stream()
        .sorted(Comparator.comparing(Redelivery::at).reversed())
        .limit(MOST_SHOWN)
        .toList();
  }

  private void dropTheOldest() {
    EventId eventId = oldestFirst.remove().eventId();
    ofEvent.computeIfPresent(
        eventId,
        (id, its) -> {
          its.remove();
          return its.isEmpty() ? null : its;
        });
  }
}
