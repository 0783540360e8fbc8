package io.fleetfix.application.reaction;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.application.invoice.InvoiceDateAhead;
import io.fleetfix.application.invoice.NumberCounters;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Issues invoices for completed repairs, except those under a warranty: one invoice per repair,
 * with consecutive numbers without gaps and dates that never fall as the numbers rise, committed
 * together with the counter that the numbers come from.
 *
 * <p>Throws {@link InvoiceDateAhead} and issues nothing if the counter's last date is more than
 * {@link InvoiceNumbers#MAX_AHEAD} ahead of the clock.
 *
 * <p>All invoices of a year contend for that counter. Call this class from a single consumer:
 * concurrent calls conflict, and an event with more conflicts than {@link
 * RetryOnConflict#MAX_ATTEMPTS} fails and has to be redelivered. Several invoices in one commit
 * contend only once.
 */
public final class IssueInvoice implements Reaction, BatchReaction {
  private final Repairs repairs;
  private final Invoices invoices;
  private final OutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final NumberCounters counters;

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
    this.counters = new NumberCounters(invoices, workshop, clock);
  }

  @Override
  public void on(OutboxEntry event) {
    issueWhereMissing(List.of(repairOf(event)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Issues all invoices in one commit. If that fails, issues each in its own commit, so that
   * only the events that cannot be invoiced fail.
   */
  @Override
  public Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events) {
    try {
      issueWhereMissing(events.stream().map(this::repairOf).distinct().toList());
      return Map.of();
    } catch (StorageUnavailable | InvoiceDateAhead same) { // Each event alone would fail, too.
      return events.stream().distinct().collect(toMap(event -> event, event -> same));
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
    AtomicBoolean conflicted = new AtomicBoolean();
    RetryOnConflict.run(
        () -> {
          List<Repair> unbilled =
              completed.stream()
                  .filter(IssueInvoice::isExpected)
                  .filter(repair -> invoices.find(repair.id()).isEmpty())
                  .toList();
          return unbilled.isEmpty() ? List.of() : issue(unbilled, conflicted);
        });
  }

  /** Not after a warranty. Issuing fails if the repair is not completed at all. */
  private static boolean isExpected(Repair repair) {
    return repair.isInvoiced() || repair.completion().isEmpty();
  }

  private List<Change<?>> issue(List<Repair> unbilled, AtomicBoolean conflicted) {
    Taken taken = counters.take(workshop.series(), unbilled.size());
    List<InvoiceNumber> numbers = taken.numbers().newest(unbilled.size());
    List<Change<?>> changes = new ArrayList<>();
    for (int i = 0; i < unbilled.size(); i++) {
      Change<Invoice> issued =
          Invoice.issue(unbilled.get(i), workshop.profile(), numbers.get(i), taken.issuedAt());
      changes.add(conflicted.get() ? withoutRepeatedEvent(issued) : issued);
    }
    changes.add(Change.of(taken.numbers()));
    try {
      unitOfWork.commit(changes.toArray(Change<?>[]::new));
    } catch (ConcurrencyConflict conflict) {
      conflicted.set(true);
      throw conflict;
    }
    return changes;
  }

  /**
   * If an invoice was lost and is issued again, its event may still be in the outbox. That causes a
   * conflict, so the outbox is checked only after one.
   */
  private Change<Invoice> withoutRepeatedEvent(Change<Invoice> issued) {
    EventId eventId = issued.state().issuedEvent().eventId();
    return ledger.find(eventId).isPresent() ? issued.withoutEvents() : issued;
  }
}
