package io.fleetfix.testing.contract;

import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.outbox.RaisedByCreditNotes;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The ports of an empty store for the storage contracts. */
public record StorageUnderTest(
    UnitOfWork unitOfWork,
    Repairs repairs,
    Invoices invoices,
    Notices notices,
    Contacts contacts,
    IdempotencyRecords requests,
    OutboxLedger ledger) {

  /** The events that the stored repairs and documents raised. */
  public AllRaisedEvents raisedEvents() {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs, invoices, notices),
            new RaisedByInvoices(repairs, invoices),
            new RaisedByCreditNotes(invoices)),
        List.of(Repair.class, Invoice.class, CreditNote.class));
  }

  /** The documents of the stored repairs. */
  public FindDocuments documents() {
    return new FindDocuments(invoices);
  }

  /** The queries for stored repairs. */
  public FindRepairs finding() {
    return new FindRepairs(repairs, documents(), raisedEvents(), ledger);
  }

  /** A command on the stored repairs. */
  public ExecuteCommand<Repair, Refusal> command(InstantSource clock) {
    return new ExecuteCommand<>(id -> repairs.find(new RepairId(id)), requests, unitOfWork, clock);
  }

  /** Completes a repair at this time and returns its outbox entry. */
  public OutboxEntry raised(Instant at) {
    Change<Repair> opened = Fixtures.opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = Fixtures.accepted(opened.state().complete(at));
    unitOfWork.commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }
}
