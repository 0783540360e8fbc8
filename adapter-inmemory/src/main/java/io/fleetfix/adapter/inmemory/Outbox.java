package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Backlog.Size;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Confirmation;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Quarantine.Quarantined;
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
  private static final Comparator<Row> DUE_FIRST =
      Comparator.comparing(Row::dueAt).thenComparing(row -> row.entry().eventId().value());

  /** Enough to find the oldest among: what was sent again is due later than its age says. */
  private static final int MOST_LOOKED_AT = 16_000;

  private final Map<EventId, Row> rows = new HashMap<>();
  private final NavigableSet<Row> pending = new TreeSet<>(DUE_FIRST);
  private final Deque<OutboxEntry> stream = new ArrayDeque<>();
  private long quarantined;

  /** A row; the time it is due at only matters while it is pending. */
  private record Row(Delivery delivery, Instant dueAt) {
    OutboxEntry entry() {
      return delivery.entry();
    }
  }

  boolean holds(EventId eventId) {
    return rows.containsKey(eventId);
  }

  void add(OutboxEntry entry) {
    put(new Row(Delivery.pending(entry), entry.occurredAt()));
    stream.add(entry);
  }

  Optional<Delivery> find(EventId eventId) {
    return Optional.ofNullable(rows.get(eventId)).map(Row::delivery);
  }

  Confirmation confirm(EventId eventId, Instant deliveredAt) {
    Row row = rows.get(eventId);
    if (row == null) {
      return Confirmation.UNKNOWN;
    }
    Delivery before = row.delivery();
    if (before.state() instanceof State.Delivered) {
      return Confirmation.REPEATED;
    }
    put(new Row(before.in(new State.Delivered(deliveredAt)), row.dueAt()));
    return before.equals(Delivery.pending(before.entry()))
        ? Confirmation.FIRST
        : Confirmation.AFTER_RESEND;
  }

  boolean note(EventId eventId, Attempt attempt) {
    Row row = rows.get(eventId);
    if (row != null) {
      put(new Row(noted(row.delivery(), attempt), attempt.dueAgain()));
    }
    return row != null;
  }

  private static Delivery noted(Delivery before, Attempt attempt) {
    return switch (attempt.outcome()) {
      case ACCEPTED ->
          new Delivery(before.entry(), before.state(), before.resends() + 1, attempt.at());
      case REFUSED ->
          before.state() instanceof State.Pending(int refusals)
              ? before.in(new State.Pending(refusals + 1))
              : before;
    };
  }

  boolean quarantine(EventId eventId, String reason, Instant at) {
    Row row = rows.get(eventId);
    if (row == null || !row.delivery().isPending()) {
      return false;
    }
    put(new Row(row.delivery().in(new State.Quarantined(at, reason)), row.dueAt()));
    return true;
  }

  boolean release(EventId eventId, Instant at) {
    Row row = rows.get(eventId);
    if (row == null || quarantined(row).isEmpty()) {
      return false;
    }
    put(new Row(row.delivery().in(State.PENDING), at));
    return true;
  }

  /** Pending ones, due first. */
  List<Delivery> due(Instant until, int limit) {
    return pending.stream()
        .takeWhile(row -> !row.dueAt().isAfter(until))
        .limit(limit)
        .map(Row::delivery)
        .toList();
  }

  List<Quarantined> quarantined() {
    return rows.values().stream().flatMap(row -> quarantined(row).stream()).toList();
  }

  private static Optional<Quarantined> quarantined(Row row) {
    return row.delivery().state() instanceof State.Quarantined(Instant at, String reason)
        ? Optional.of(
            new Quarantined(
                row.entry().eventId().toString(), row.entry().repairId().value(), at, reason))
        : Optional.empty();
  }

  Size size() {
    Optional<Instant> oldest =
        pending.stream()
            .limit(MOST_LOOKED_AT)
            .map(row -> row.entry().occurredAt())
            .min(Comparator.naturalOrder());
    return new Size(pending.size(), oldest.orElse(null), quarantined);
  }

  private void put(Row row) {
    Row before = rows.put(row.entry().eventId(), row);
    if (before != null) {
      pending.remove(before);
      quarantined -= quarantined(before).stream().count();
    }
    if (row.delivery().isPending()) {
      pending.add(row);
    }
    quarantined += quarantined(row).stream().count();
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
