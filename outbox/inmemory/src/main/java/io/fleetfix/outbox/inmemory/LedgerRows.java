package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Traceparent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the ledger, with one index of those that are pending and one of those in quarantine,
 * so that neither is searched for among the delivered ones. Guarded by the store's lock.
 */
final class LedgerRows {
  private static final Comparator<UndeliveredRow> OLDEST_FIRST =
      Comparator.<UndeliveredRow, Instant>comparing(row -> row.delivery().entry().occurredAt())
          .thenComparing(row -> row.delivery().entry().eventId().value());

  private final Map<EventId, Row> rows;
  private final NavigableMap<Due, Delivery> pending;
  private final TimeList<Delivery> quarantined = new TimeList<>();
  private final NavigableSet<UndeliveredRow> quarantinedByAge = new TreeSet<>(OLDEST_FIRST);

  LedgerRows() {
    this(new HashMap<>(), new TreeMap<>());
  }

  /** Uses these maps, which are empty. */
  LedgerRows(Map<EventId, Row> rows, NavigableMap<Due, Delivery> pending) {
    this.rows = rows;
    this.pending = pending;
  }

  sealed interface Row {
    Delivery delivery();
  }

  /** When an entry is due, which need not be distinct. */
  record Due(Instant at, EventId eventId) implements Comparable<Due> {
    private static final Comparator<Due> FIRST =
        Comparator.comparing(Due::at).thenComparing(due -> due.eventId().value());

    @Override
    public int compareTo(Due other) {
      return FIRST.compare(this, other);
    }
  }

  /** A row; its due time matters only while it is pending. */
  record UndeliveredRow(Delivery delivery, Instant dueAt) implements Row {}

  /** A row as most rows are for most of their time: about a third of the size of the others. */
  private record Delivered(
      EventId eventId,
      String eventType,
      Map<String, String> ids,
      long occurredAt,
      String aggregateId,
      long sequence,
      Traceparent trace,
      long deliveredAt,
      int resends,
      long resentAt)
      implements Row {
    private static final long NEVER = Long.MIN_VALUE;

    static Delivered of(Delivery delivery, Instant at) {
      OutboxEntry entry = delivery.entry();
      Instant resentAt = delivery.resentAt();
      return new Delivered(
          entry.eventId(),
          entry.eventType(),
          entry.ids(),
          entry.occurredAt().toEpochMilli(),
          entry.aggregateId(),
          entry.sequence().value(),
          entry.trace(),
          at.toEpochMilli(),
          delivery.resends(),
          resentAt == null ? NEVER : resentAt.toEpochMilli());
    }

    @Override
    public Delivery delivery() {
      return new Delivery(
          new OutboxEntry(
              eventId,
              eventType,
              ids,
              Instant.ofEpochMilli(occurredAt),
              aggregateId,
              new Version(sequence),
              trace),
          new State.Delivered(Instant.ofEpochMilli(deliveredAt)),
          resends,
          resentAt == NEVER ? null : Instant.ofEpochMilli(resentAt));
    }
  }

  boolean holds(EventId eventId) {
    return rows.containsKey(eventId);
  }

  @Nullable Delivery find(EventId eventId) {
    Row row = rows.get(eventId);
    return row == null ? null : row.delivery();
  }

  /** The pending entries, first due first. */
  NavigableMap<Due, Delivery> pending() {
    return pending;
  }

  /** A page of the pending entries, last due first. Reads no more than it returns. */
  Page<Delivery> pending(PageRequest request) {
    @Nullable String cursor = request.cursor();
    NavigableMap<Due, Delivery> rest =
        cursor == null ? pending : pending.headMap(due(ListPosition.ofCursor(cursor)), false);
    List<Delivery> items = new ArrayList<>();
    @Nullable Due last = null;
    for (Map.Entry<Due, Delivery> next : rest.descendingMap().entrySet()) {
      if (last != null && items.size() == request.limit()) {
        return new Page<>(items, new ListPosition(last.at(), last.eventId().toString()).cursor());
      }
      items.add(next.getValue());
      last = next.getKey();
    }
    return new Page<>(items, null);
  }

  private static Due due(ListPosition position) {
    EventId eventId =
        EventId.parse(position.id())
            .orElseThrow(() -> new InvalidValue("cursor", "must be a cursor from a previous page"));
    return new Due(position.time(), eventId);
  }

  /** The quarantined rows by when they were quarantined. */
  TimeList<Delivery> quarantined() {
    return quarantined;
  }

  /** The rows in quarantine, by when their events occurred, oldest first. */
  NavigableSet<UndeliveredRow> quarantinedByAge() {
    return quarantinedByAge;
  }

  /** Writes a row, with a new due time. */
  void put(Delivery delivery, Instant dueAt) {
    Row next =
        delivery.state() instanceof State.Delivered(Instant at)
            ? Delivered.of(delivery, at)
            : new UndeliveredRow(delivery, dueAt);
    drop(rows.put(delivery.entry().eventId(), next));
    switch (delivery.state()) {
      case State.Pending waiting ->
          pending.put(new Due(dueAt, delivery.entry().eventId()), delivery);
      case State.Quarantined(Instant at, QuarantineReason reason) -> {
        quarantined.put(position(delivery, at), delivery);
        quarantinedByAge.add(new UndeliveredRow(delivery, dueAt));
      }
      case State.Delivered done -> {} // in no index
    }
  }

  /** Writes a row, due when it was. */
  void put(Delivery delivery) {
    Row before = rows.get(delivery.entry().eventId());
    put(
        delivery,
        before instanceof UndeliveredRow undelivered
            ? undelivered.dueAt()
            : delivery.entry().occurredAt());
  }

  void remove(EventId eventId) {
    drop(rows.remove(eventId));
  }

  /** Takes a row out of the indexes. */
  private void drop(@Nullable Row row) {
    if (row instanceof UndeliveredRow undelivered) {
      Delivery delivery = undelivered.delivery();
      pending.remove(new Due(undelivered.dueAt(), delivery.entry().eventId()));
      quarantinedByAge.remove(undelivered);
      if (delivery.state() instanceof State.Quarantined(Instant at, QuarantineReason reason)) {
        quarantined.remove(position(delivery, at));
      }
    }
  }

  static ListPosition position(Delivery delivery, Instant at) {
    return new ListPosition(at, delivery.entry().eventId().toString());
  }
}
