package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Redeliveries;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The redeliveries that operators requested since the process started. */
public final class InMemoryRedeliveries implements Redeliveries {
  private final Queue<Redelivery> all = new ConcurrentLinkedQueue<>();

  @Override
  public void add(Redelivery redelivery) {
    all.add(redelivery);
  }

  @Override
  public List<Redelivery> of(EventId eventId) {
    return all.stream()
        .filter(each -> each.eventId().equals(eventId))
        .sorted(Comparator.comparing(Redelivery::at).reversed())
        .limit(MOST_SHOWN)
        .toList();
  }
}
