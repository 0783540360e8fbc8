package io.fleetfix.application.repair;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairEvent;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the workshop looks up. */
public final class FindRepairs {
  private final Repairs repairs;
  private final DeliveryLedger ledger;

  public FindRepairs(Repairs repairs, DeliveryLedger ledger) {
    this.repairs = repairs;
    this.ledger = ledger;
  }

  public Optional<Repair> find(RepairId id) {
    return repairs.find(id);
  }

  /** As {@link Repairs#list}. */
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return repairs.list(status, request);
  }

  /**
   * The events that this repair and its invoice raised, with how far each got; empty if there is no
   * such repair. No index is needed: their ids are derived. Events that were delivered longer than
   * {@link DeliveryLedger#RETENTION} ago may be missing.
   */
  public Optional<List<Delivery>> events(RepairId id) {
    return repairs
        .find(id)
        .map(repair -> possibleEvents(repair).flatMap(e -> ledger.find(e).stream()).toList());
  }

  private static Stream<EventId> possibleEvents(Repair repair) {
    return repair.closingEvent().stream()
        .map(RepairEvent::eventId)
        .flatMap(closing -> Stream.of(closing, Invoice.issuedEventId(repair.id())));
  }
}
