package io.fleetfix.application.repair;

import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Queries for repairs and their events. */
public final class FindRepairs {
  private final Repairs repairs;
  private final FindDocuments documents;
  private final AllRaisedEvents raised;
  private final OutboxLedger ledger;

  public FindRepairs(
      Repairs repairs, FindDocuments documents, AllRaisedEvents raised, OutboxLedger ledger) {
    this.repairs = repairs;
    this.documents = documents;
    this.raised = raised;
    this.ledger = ledger;
  }

  /** Whether there is such a repair. An unreadable repair exists, too. */
  public boolean exists(RepairId id) {
    try {
      return find(id).isPresent();
    } catch (UnreadableRow row) {
      return true;
    }
  }

  /**
   * Finds a repair.
   *
   * @throws UnreadableRow if the repair cannot be read
   */
  public Optional<Repair> find(RepairId id) {
    return repairs.find(id);
  }

  /** See {@link Repairs#list}. */
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return repairs.list(status, request);
  }

  /**
   * The events that this repair and its documents raised, with their delivery state. Empty if the
   * repair does not exist. This needs no index, because event ids are derived. Events that were
   * delivered longer than {@link OutboxLedger#RETENTION} ago may be missing. Unreadable rows are
   * named, and hide no other event.
   */
  public Optional<Page<Delivery>> events(RepairId id) {
    if (!exists(id)) {
      return Optional.empty();
    }
    List<Delivery> events = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (String raiser : raisersOf(id)) {
      named(unreadable, () -> raised.of(raiser)).stream()
          .flatMap(aggregate -> aggregate.events().stream())
          .map(DomainEvent::eventId)
          .flatMap(eventId -> named(unreadable, () -> ledger.find(eventId)).stream())
          .forEach(events::add);
    }
    return Optional.of(new Page<>(events, unreadable, null));
  }

  private static <T> Optional<T> named(List<Unreadable> unreadable, Supplier<Optional<T>> find) {
    try {
      return find.get();
    } catch (UnreadableRow row) {
      unreadable.add(row.row());
      return Optional.empty();
    }
  }

  /** The ids of the aggregates that can raise events about this repair. */
  public List<String> raisersOf(RepairId id) {
    List<String> raisers = new ArrayList<>(List.of(Repair.aggregateId(id)));
    documents.ids(id).stream().map(DocumentId::toString).forEach(raisers::add);
    return raisers;
  }
}
