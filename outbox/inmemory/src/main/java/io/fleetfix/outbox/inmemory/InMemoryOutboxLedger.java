package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The outbox entries with their delivery state, guarded by the store's lock. Delivered entries are
 * kept until the process ends.
 */
public final class InMemoryOutboxLedger implements OutboxLedger {
  private static final Comparator<Row> DUE_FIRST =
      Comparator.comparing(Row::dueAt).thenComparing(row -> row.entry().eventId().value());

  /**
   * How many entries are searched for the oldest one. A resent entry is due later than its age
   * suggests, so the first entry due need not be the oldest.
   */
  private static final int MAX_LOOKED_AT = 16_000;

  private final ReentrantLock lock;
  private final Map<EventId, Row> rows = new HashMap<>();
  private final NavigableSet<Row> pending = new TreeSet<>(DUE_FIRST);
  private long quarantined;

  InMemoryOutboxLedger(ReentrantLock lock) {
    this.lock = lock;
  }

  /** A row; its due time matters only while it is pending. */
  private record Row(Delivery delivery, Instant dueAt) {
    OutboxEntry entry() {
      return delivery.entry();
    }

    Row in(State state) {
      return new Row(delivery.in(state), dueAt);
    }
  }

  boolean holds(EventId eventId) {
    return rows.containsKey(eventId);
  }

  /** Called only by the store, which holds the lock. */
  void add(List<OutboxEntry> entries) {
    entries.forEach(entry -> put(new Row(Delivery.pending(entry), entry.occurredAt())));
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return locked(() -> Optional.ofNullable(rows.get(eventId)).map(Row::delivery));
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return locked(
        () -> {
          Row row = rows.get(receipt.eventId());
          if (row == null || !row.entry().aggregateId().equals(receipt.aggregateId())) {
            return Confirmation.UNKNOWN;
          }
          Delivery before = row.delivery();
          if (before.state() instanceof State.Delivered) {
            return Confirmation.REPEATED;
          }
          put(row.in(new State.Delivered(deliveredAt)));
          return before.equals(Delivery.pending(before.entry()))
              ? Confirmation.FIRST
              : Confirmation.AFTER_RESEND;
        });
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    return changed(
        seen.entry().eventId(),
        row ->
            row.delivery().resends() == seen.resends()
                ? new Row(
                    new Delivery(row.entry(), row.delivery().state(), seen.resends() + 1, at),
                    dueAgain)
                : row);
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    changed(
        entry.eventId(),
        row ->
            row.delivery().state() instanceof State.Pending(int refusals)
                ? row.in(new State.Pending(refusals + 1))
                : row);
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    changed(
        entry.eventId(),
        row -> row.delivery().isPending() ? row.in(new State.Quarantined(at, reason)) : row);
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return changed(
        eventId,
        row ->
            row.delivery().state() instanceof State.Quarantined
                ? new Row(row.delivery().in(State.PENDING), at)
                : row);
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    return locked(
        () ->
            new Page<>(
                Stream.concat(
                        pending.descendingSet().stream()
                            .takeWhile(row -> row.dueAt().isAfter(implausible)),
                        pending.stream().takeWhile(row -> !row.dueAt().isAfter(until)))
                    .distinct()
                    .limit(limit)
                    .map(Row::delivery)
                    .toList(),
                null));
  }

  /** Sorts on each call, because there are few quarantined entries. */
  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    TimeList<Quarantined> list = new TimeList<>();
    locked(() -> List.copyOf(rows.values()))
        .forEach(
            row -> {
              if (row.delivery().state()
                  instanceof State.Quarantined(Instant at, QuarantineReason reason)) {
                String id = row.entry().eventId().toString();
                list.put(
                    new ListPosition(at, id),
                    new Quarantined(id, row.entry().aggregateId(), at, reason, true));
              }
            });
    return list.page(request);
  }

  @Override
  public OutboxSize size() {
    return locked(
        () ->
            pending.stream()
                .limit(MAX_LOOKED_AT)
                .map(row -> row.entry().occurredAt())
                .min(Comparator.naturalOrder())
                .map(oldest -> OutboxSize.of(pending.size(), oldest, quarantined))
                .orElseGet(() -> new OutboxSize(0, new OutboxSize.Oldest.None(), quarantined)));
  }

  /**
   * Applies the change to a row. False if the row does not exist or the change does not alter it.
   */
  private boolean changed(EventId eventId, UnaryOperator<Row> change) {
    return locked(
        () -> {
          Row row = rows.get(eventId);
          if (row == null) {
            return false;
          }
          Row next = change.apply(row);
          put(next);
          return !next.equals(row);
        });
  }

  private void put(Row row) {
    Row before = rows.put(row.entry().eventId(), row);
    if (before != null) {
      pending.remove(before);
      quarantined -= before.delivery().state() instanceof State.Quarantined ? 1 : 0;
    }
    if (row.delivery().isPending()) {
      pending.add(row);
    }
    quarantined += row.delivery().state() instanceof State.Quarantined ? 1 : 0;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
