package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.LedgerRows.UndeliveredRow;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UndeliveredEntries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The outbox entries with their delivery state, guarded by the store's lock. A delivered entry is
 * kept until the store needs its room, see {@link InMemoryStore}.
 */
public final class InMemoryOutboxLedger implements OutboxLedger, UndeliveredEntries {
  /**
   * How many entries are searched for the oldest one. A resent entry is due later than its age
   * suggests, so the first entry due need not be the oldest.
   */
  private static final int MAX_LOOKED_AT = 16_000;

  private final ReentrantLock lock;
  private final LedgerRows rows;
  private final Consumer<String> delivered;

  /**
   * Creates an empty ledger.
   *
   * @param delivered is passed the aggregate's id when one of its entries is delivered
   */
  InMemoryOutboxLedger(ReentrantLock lock, LedgerRows rows, Consumer<String> delivered) {
    this.lock = lock;
    this.rows = rows;
    this.delivered = delivered;
  }

  /** Called only by the store, which holds the lock; so are the next three. */
  boolean holds(EventId eventId) {
    return rows.holds(eventId);
  }

  boolean isDelivered(EventId eventId) {
    Delivery delivery = rows.find(eventId);
    return delivery != null && delivery.state() instanceof State.Delivered;
  }

  void add(List<OutboxEntry> entries) {
    entries.forEach(entry -> rows.put(Delivery.pending(entry), entry.occurredAt()));
  }

  void forget(List<EventId> eventIds) {
    eventIds.forEach(rows::remove);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return locked(() -> Optional.ofNullable(rows.find(eventId)));
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return locked(
        () -> {
          Delivery before = rows.find(receipt.eventId());
          if (before == null || !before.entry().aggregateId().equals(receipt.aggregateId())) {
            return Confirmation.UNKNOWN;
          }
          if (before.state() instanceof State.Delivered) {
            return Confirmation.REPEATED;
          }
          rows.put(before.in(new State.Delivered(deliveredAt)));
          delivered.accept(before.entry().aggregateId());
          return before.equals(Delivery.pending(before.entry()))
              ? Confirmation.FIRST
              : Confirmation.AFTER_RESEND;
        });
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    return locked(
        () -> {
          Delivery row = rows.find(seen.entry().eventId());
          if (row == null || row.resends() != seen.resends()) {
            return false;
          }
          rows.put(new Delivery(row.entry(), row.state(), seen.resends() + 1, at), dueAgain);
          return true;
        });
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    changed(
        entry.eventId(),
        row ->
            row.state() instanceof State.Pending(int refusals)
                ? Optional.of(row.in(new State.Pending(refusals + 1)))
                : Optional.empty());
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    changed(
        entry.eventId(),
        row ->
            row.isPending()
                ? Optional.of(row.in(new State.Quarantined(at, reason)))
                : Optional.empty());
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return locked(
        () -> {
          Delivery row = rows.find(eventId);
          if (row == null || !(row.state() instanceof State.Quarantined)) {
            return false;
          }
          rows.put(row.in(State.PENDING), at);
          return true;
        });
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    return locked(
        () ->
            new Page<>(
                Stream.concat(
                        rows.pending().descendingMap().entrySet().stream()
                            .takeWhile(row -> row.getKey().at().isAfter(implausible)),
                        rows.pending().entrySet().stream()
                            .takeWhile(row -> !row.getKey().at().isAfter(until)))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .limit(limit)
                    .toList(),
                null));
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    return locked(() -> rows.quarantined().page(request)).map(InMemoryOutboxLedger::listed);
  }

  private static Quarantined listed(Delivery delivery) {
    OutboxEntry entry = delivery.entry();
    if (delivery.state() instanceof State.Quarantined(Instant at, QuarantineReason reason)) {
      return new Quarantined(entry.eventId().toString(), entry.aggregateId(), at, reason, true);
    }
    throw new IllegalArgumentException("Not in quarantine: " + entry.eventId());
  }

  @Override
  public Page<Delivery> list(Undelivered state, PageRequest request) {
    return switch (state) {
      case PENDING -> locked(() -> rows.pending(request));
      case QUARANTINED -> locked(() -> rows.quarantined().page(request));
    };
  }

  @Override
  public OutboxSize size() {
    return locked(
        () -> {
          Oldest oldest =
              Stream.concat(
                      rows.pending().values().stream().limit(MAX_LOOKED_AT),
                      rows.quarantinedByAge().stream().limit(1).map(UndeliveredRow::delivery))
                  .map(delivery -> delivery.entry().occurredAt())
                  .min(Comparator.naturalOrder())
                  .<Oldest>map(Oldest.At::new)
                  .orElseGet(Oldest.None::new);
          return new OutboxSize(rows.pending().size(), oldest, rows.quarantined().size());
        });
  }

  /** Applies the change to a row, if the row exists and there is a change. */
  private void changed(EventId eventId, Function<Delivery, Optional<Delivery>> change) {
    locked(
        () -> {
          Delivery row = rows.find(eventId);
          if (row != null) {
            change.apply(row).ifPresent(rows::put);
          }
          return true;
        });
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
