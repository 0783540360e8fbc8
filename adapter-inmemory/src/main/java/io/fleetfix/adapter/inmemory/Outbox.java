package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.DeliveryLedger.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The outbox rows, and the stream that tells of new ones. Guarded by the store's lock. */
final class Outbox {
  private static final Comparator<OutboxEntry> OLDEST_FIRST =
      Comparator.comparing(OutboxEntry::occurredAt).thenComparing(entry -> entry.eventId().value());

  private final Map<EventId, Delivery> rows = new HashMap<>();
  private final NavigableSet<OutboxEntry> pending = new TreeSet<>(OLDEST_FIRST);
  private final Deque<OutboxEntry> stream = new ArrayDeque<>();

  boolean holds(EventId eventId) {
    return rows.containsKey(eventId);
  }

  void add(OutboxEntry entry) {
    rows.put(entry.eventId(), new Delivery(entry, null));
    pending.add(entry);
    stream.add(entry);
  }

  Optional<Delivery> find(EventId eventId) {
    return Optional.ofNullable(rows.get(eventId));
  }

  boolean confirm(EventId eventId, Instant deliveredAt) {
    Delivery row = rows.get(eventId);
    if (row != null && row.deliveredAt() == null) {
      rows.put(eventId, new Delivery(row.entry(), deliveredAt));
      pending.remove(row.entry());
    }
    return row != null;
  }

  Backlog backlog() {
    return new Backlog(pending.size(), pending.isEmpty() ? null : pending.first().occurredAt());
  }

  boolean hasNext() {
    return !stream.isEmpty();
  }

  /** The next entries of the stream, which stay in it until {@link #advance}. */
  List<OutboxEntry> next(int max) {
    return stream.stream().limit(max).toList();
  }

  void advance(int taken) {
    for (int i = 0; i < taken; i++) {
      stream.remove();
    }
  }
}
