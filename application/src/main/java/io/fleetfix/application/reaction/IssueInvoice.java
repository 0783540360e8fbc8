package io.fleetfix.application.reaction;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bills completed repairs: one invoice a repair, the numbers consecutive without gaps, committed
 * together with the count they were taken from.
 *
 * <p>All invoices of a year contend for that count. Feed it from one consumer: events side by side
 * get in each other's way, and what conflicts more often than {@link RetryOnConflict#MAX_ATTEMPTS}
 * has to come again. Several in one commit contend once.
 */
public final class IssueInvoice implements Reaction, BatchReaction {
  private final Repairs repairs;
  private final Invoices invoices;
  private final OutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final InstantSource clock;

  public IssueInvoice(
      Repairs repairs,
      Invoices invoices,
      OutboxLedger ledger,
      UnitOfWork unitOfWork,
      Workshop workshop,
      InstantSource clock) {
    this.repairs = repairs;
    this.invoices = invoices;
    this.ledger = ledger;
    this.unitOfWork = unitOfWork;
    this.workshop = workshop;
    this.clock = clock;
  }

  @Override
  public void on(OutboxEntry event) {
    issueWhereMissing(List.of(repairOf(event)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>All of them in one commit. If that cannot be, each in its own: one that cannot be billed
   * then fails alone.
   */
  @Override
  public Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events) {
    try {
      issueWhereMissing(events.stream().map(this::repairOf).distinct().toList());
      return Map.of();
    } catch (StorageUnavailable unavailable) { // No use in asking it for each of them again.
      return events.stream().distinct().collect(toMap(event -> event, event -> unavailable));
    } catch (RuntimeException notTogether) {
      return eachAlone(events);
    }
  }

  private Map<OutboxEntry, RuntimeException> eachAlone(List<OutboxEntry> events) {
    Map<OutboxEntry, RuntimeException> failures = new HashMap<>();
    for (OutboxEntry event : events) {
      try {
        on(event);
      } catch (RuntimeException failure) {
        failures.put(event, failure);
      }
    }
    return failures;
  }

  private Repair repairOf(OutboxEntry event) {
    return repairs.find(WorkshopOutbox.repairId(event)).orElseThrow(() -> new UnknownRepair(event));
  }

  private void issueWhereMissing(List<Repair> completed) {
    Instant now = clock.instant();
    AtomicBoolean conflicted = new AtomicBoolean();
    RetryOnConflict.run(
        () -> {
          List<Repair> unbilled =
              completed.stream().filter(repair -> invoices.find(repair.id()).isEmpty()).toList();
          return unbilled.isEmpty() ? List.of() : issue(unbilled, now, conflicted);
        });
  }

  private List<Change<?>> issue(List<Repair> unbilled, Instant now, AtomicBoolean conflicted) {
    InvoiceNumbers taken =
        invoices.numbers(workshop.series(), workshop.yearOf(now)).take(unbilled.size());
    List<InvoiceNumber> numbers = taken.newest(unbilled.size());
    List<Change<?>> changes = new ArrayList<>();
    for (int i = 0; i < unbilled.size(); i++) {
      Change<Invoice> issued = Invoice.issue(unbilled.get(i), numbers.get(i), now);
      changes.add(conflicted.get() ? toldOnce(issued) : issued);
    }
    changes.add(Change.of(taken));
    try {
      unitOfWork.commit(changes.toArray(Change<?>[]::new));
    } catch (ConcurrencyConflict conflict) {
      conflicted.set(true);
      throw conflict;
    }
    return changes;
  }

  /**
   * Of an invoice that was lost and is issued anew, the event may still be in the outbox. That ends
   * in a conflict, so only then is it worth asking.
   */
  private Change<Invoice> toldOnce(Change<Invoice> issued) {
    EventId told = issued.state().issuedEvent().eventId();
    return ledger.find(told).isPresent() ? issued.withoutEvents() : issued;
  }
}
