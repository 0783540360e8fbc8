package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Redeliveries.Redelivery;
import io.fleetfix.domain.EventId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What whoever looks after the outbox wants to know of it. It changes nothing. */
public final class InspectOutbox {
  private final Backlog backlog;
  private final Receipts receipts;
  private final DeliveryLedger ledger;
  private final Redeliveries redeliveries;
  private final InstantSource clock;

  public InspectOutbox(
      Backlog backlog,
      Receipts receipts,
      DeliveryLedger ledger,
      Redeliveries redeliveries,
      InstantSource clock) {
    this.backlog = backlog;
    this.receipts = receipts;
    this.ledger = ledger;
    this.redeliveries = redeliveries;
    this.clock = clock;
  }

  /**
   * How the outbox is.
   *
   * @param pending how many at least; see {@link Backlog.Size}
   * @param oldestPending for how long the oldest of them has waited; null if there is none
   * @param quarantined how many at least are given up
   * @param lastReceiptAt when any event last came out of the bus; null if none has yet
   */
  public record Status(
      long pending,
      @Nullable Duration oldestPending,
      long quarantined,
      @Nullable Instant lastReceiptAt) {}

  /** An event, with who had it sent again: the latest first, and not more than are shown. */
  public record History(Delivery delivery, List<Redelivery> redeliveries) {
    public History {
      redeliveries = List.copyOf(redeliveries);
    }
  }

  /**
   * As it is now, as far as an index tells.
   *
   * @throws io.fleetfix.application.port.StorageUnavailable if the table can't be asked
   */
  public Status status() {
    Backlog.Size size = backlog.size();
    Instant oldest = size.oldest();
    return new Status(
        size.pending(),
        oldest == null ? null : age(oldest),
        size.quarantined(),
        receipts.latest().at());
  }

  /** Whoever wrote it may have a clock that is ahead of ours. */
  private Duration age(Instant occurredAt) {
    Duration age = Duration.between(occurredAt, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /**
   * One event; empty if the outbox has none under this id: it never had, or the event was delivered
   * longer than {@link DeliveryLedger#RETENTION} ago and has expired.
   *
   * @throws io.fleetfix.application.port.StorageUnavailable if the table can't be asked
   */
  public Optional<History> event(EventId eventId) {
    return ledger.find(eventId).map(delivery -> new History(delivery, redeliveries.of(eventId)));
  }
}
