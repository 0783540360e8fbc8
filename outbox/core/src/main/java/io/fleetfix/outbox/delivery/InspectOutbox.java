package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A read-only view of the outbox for operators. */
public final class InspectOutbox {
  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final Redeliveries redeliveries;
  private final ReconcileMemory reconciled;
  private final InstantSource clock;

  public InspectOutbox(
      OutboxLedger ledger,
      Receipts receipts,
      Redeliveries redeliveries,
      ReconcileMemory reconciled,
      InstantSource clock) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.redeliveries = redeliveries;
    this.reconciled = reconciled;
    this.clock = clock;
  }

  /**
   * The status of the outbox.
   *
   * @param pending number of pending events; a lower bound if there are many, see {@link
   *     OutboxSize}
   * @param oldestPending the age of the oldest undelivered event, be it pending or quarantined
   * @param quarantined number of quarantined events; a lower bound if there are many
   * @param lastReceiptAt when the last receipt arrived; null if none has arrived yet
   * @param mismatches the mismatches that the periodic reconciliation has found
   */
  public record Status(
      long pending,
      Age oldestPending,
      long quarantined,
      @Nullable Instant lastReceiptAt,
      Mismatches mismatches) {}

  /**
   * The mismatches that are not in order yet.
   *
   * @param byKind how many aggregates have each kind of mismatch; kinds without any are absent. A
   *     lower bound if there are many, see {@link ReconcileMemory.Compared#MOST_OPEN}
   * @param behind how long ago the time is up to which everything was compared; null if nothing was
   *     compared yet
   */
  public record Mismatches(Map<String, Long> byKind, @Nullable Duration behind) {
    public Mismatches {
      byKind = Map.copyOf(byKind);
    }

    public long total() {
      return byKind.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * How long the oldest event has been undelivered: a quarantined event keeps its age until it is
   * delivered. An unreadable time is {@link Unknown}, never {@link None}.
   */
  public sealed interface Age {
    /** Every event is delivered. */
    record None() implements Age {}

    record Of(Duration time) implements Age {}

    /**
     * Events are undelivered, but the age of some cannot be determined.
     *
     * @param rows these events, at most {@link Oldest.Unknown#MOST_NAMED}
     */
    record Unknown(List<Unreadable> rows) implements Age {
      public Unknown {
        rows = List.copyOf(rows);
      }
    }
  }

  /**
   * An event with its requested redeliveries, latest first, at most {@link
   * Redeliveries#MOST_SHOWN}.
   */
  public record History(Delivery delivery, List<Redelivery> redeliveries) {
    public History {
      redeliveries = List.copyOf(redeliveries);
    }
  }

  /**
   * Returns the current status. It is read from an index and may miss the latest changes.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table cannot be read
   */
  public Status status() {
    OutboxSize size = ledger.size();
    Compared compared = reconciled.latest();
    Instant upTo = compared.upTo();
    return new Status(
        size.pending(),
        age(size.oldest()),
        size.quarantined(),
        receipts.latest().lastAt(),
        new Mismatches(compared.mismatches(), upTo == null ? null : since(upTo)));
  }

  private Age age(Oldest oldest) {
    return switch (oldest) {
      case Oldest.None() -> new Age.None();
      case Oldest.At(Instant occurredAt) -> new Age.Of(since(occurredAt));
      case Oldest.Unknown(List<Unreadable> rows) -> new Age.Unknown(rows);
    };
  }

  /** Never negative, although the writer's clock may be ahead of this one. */
  private Duration since(Instant occurredAt) {
    Duration age = Duration.between(occurredAt, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /**
   * Finds one event. Empty if the outbox never had an event with this id, or the event was
   * delivered longer than {@link OutboxLedger#RETENTION} ago and has expired.
   *
   * @throws io.fleetfix.outbox.paging.UnreadableRow if the event's row cannot be read
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table cannot be read
   */
  public Optional<History> event(EventId eventId) {
    return ledger.find(eventId).map(delivery -> new History(delivery, redeliveries.of(eventId)));
  }

  /**
   * Lists the quarantined events, the latest first. A page may contain fewer events than requested,
   * or none, and still be followed by another one.
   *
   * @param code the code of their reason; null for all events
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   */
  public Page<Quarantined> quarantined(@Nullable String code, PageRequest request) {
    Page<Quarantined> page = ledger.quarantined(request);
    return new Page<>(
        page.items().stream()
            .filter(each -> code == null || code.equals(each.reason().code()))
            .toList(),
        page.unreadable(),
        page.nextCursor());
  }
}
