package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Traceparent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the ledger, with one index of those that are pending and one of those in quarantine,
 * so that neither is searched for among the delivered ones. Guarded by the store's lock.
 */
final class LedgerRows {
  private static final Comparator<UndeliveredRow> DUE_FIRST =
      Comparator.comparing(UndeliveredRow::dueAt)
          .thenComparing(row -> row.delivery().entry().eventId().value());

  private static final Comparator<UndeliveredRow> OLDEST_FIRST =
      Comparator.<UndeliveredRow, Instant>comparing(row -> row.delivery().entry().occurredAt())
          .thenComparing(row -> row.delivery().entry().eventId().value());

  private final Map<EventId, Row> rows;
  private final NavigableSet<UndeliveredRow> pending = new TreeSet<>(DUE_FIRST);
  private final TimeList<Delivery> quarantined = new TimeList<>();
  private final NavigableSet<UndeliveredRow> quarantinedByAge = new TreeSet<>(OLDEST_FIRST);

  /** Uses this map, which is empty. */
  LedgerRows(Map<EventId, Row> rows) {
    this.rows = rows;
  }

  sealed interface Row {
    Delivery delivery();
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

  /** The pending rows, first due first. */
  NavigableSet<UndeliveredRow> pending() {
    return pending;
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
      case State.Pending waiting -> pending.add(new UndeliveredRow(delivery, dueAt));
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
      pending.remove(undelivered);
      quarantinedByAge.remove(undelivered);
      Delivery delivery = undelivered.delivery();
      if (delivery.state() instanceof State.Quarantined(Instant at, QuarantineReason reason)) {
        quarantined.remove(position(delivery, at));
      }
    }
  }

  static ListPosition position(Delivery delivery, Instant at) {
    return new ListPosition(at, delivery.entry().eventId().toString());
  }
}
