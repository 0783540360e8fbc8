package io.fleetfix.application.reaction;

import io.fleetfix.application.DecideAgain;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.Workshop;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Bills a completed repair: one invoice a repair, its number consecutive without gaps, committed
 * together with the count it was taken from.
 *
 * <p>All invoices of a year contend for that count. Feed it from one lane: events side by side get
 * in each other's way, and what conflicts more often than {@link DecideAgain#MAX_ATTEMPTS} has to
 * come again.
 */
public final class IssueInvoice implements Reaction {
  private final Repairs repairs;
  private final Invoices invoices;
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final InstantSource clock;

  public IssueInvoice(
      Repairs repairs,
      Invoices invoices,
      UnitOfWork unitOfWork,
      Workshop workshop,
      InstantSource clock) {
    this.repairs = repairs;
    this.invoices = invoices;
    this.unitOfWork = unitOfWork;
    this.workshop = workshop;
    this.clock = clock;
  }

  @Override
  public void on(OutboxEntry event) {
    Repair repair = repairs.find(event.repairId()).orElseThrow(() -> new UnknownRepair(event));
    Instant now = clock.instant();
    DecideAgain.onConflict(() -> invoices.find(repair.id()).orElseGet(() -> issue(repair, now)));
  }

  private Invoice issue(Repair repair, Instant now) {
    InvoiceNumbers taken = invoices.numbers(workshop.series(), workshop.yearOf(now)).take();
    Change<Invoice> issued = Invoice.issue(repair, taken.newest(), now);
    unitOfWork.commit(issued, Change.of(taken));
    return issued.state();
  }
}
