package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator wants to know of the outbox. It changes nothing. */
public final class InspectOutbox {
  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final Redeliveries redeliveries;
  private final InstantSource clock;

  public InspectOutbox(
      OutboxLedger ledger, Receipts receipts, Redeliveries redeliveries, InstantSource clock) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.redeliveries = redeliveries;
    this.clock = clock;
  }

  /**
   * How the outbox is.
   *
   * @param pending how many at least; see {@link OutboxSize}
   * @param oldestPending how long the oldest of them has waited
   * @param quarantined how many at least
   * @param lastReceiptAt when any event last came out of the bus; null if none has yet
   */
  public record Status(
      long pending, Age oldestPending, long quarantined, @Nullable Instant lastReceiptAt) {}

  /** How long something has waited. "Could not find out" is never "not at all". */
  public sealed interface Age {
    /** Nothing waits. */
    record None() implements Age {}

    record Of(Duration time) implements Age {}

    /** Something waits, and nobody can say for how long. */
    record Unknown() implements Age {}
  }

  /** An event, with who had it sent again: the latest first, and only as many as are shown. */
  public record History(Delivery delivery, List<Redelivery> redeliveries) {
    public History {
      redeliveries = List.copyOf(redeliveries);
    }
  }

  /**
   * As it is now, as far as an index shows.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table can't be asked
   */
  public Status status() {
    OutboxSize size = ledger.size();
    return new Status(
        size.pending(), age(size.oldest()), size.quarantined(), receipts.latest().at());
  }

  private Age age(Oldest oldest) {
    return switch (oldest) {
      case Oldest.None() -> new Age.None();
      case Oldest.At(Instant occurredAt) -> new Age.Of(since(occurredAt));
      case Oldest.Unknown() -> new Age.Unknown();
    };
  }

  /** The writer's clock may be ahead of ours. */
  private Duration since(Instant occurredAt) {
    Duration age = Duration.between(occurredAt, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /**
   * One event; empty if the outbox has none under this id: it never had, or the event was delivered
   * longer than {@link OutboxLedger#RETENTION} ago and has expired.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table can't be asked
   */
  public Optional<History> event(EventId eventId) {
    return ledger.find(eventId).map(delivery -> new History(delivery, redeliveries.of(eventId)));
  }
}
