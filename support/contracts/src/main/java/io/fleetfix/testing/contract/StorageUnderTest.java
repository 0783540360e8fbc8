package io.fleetfix.testing.contract;

import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
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

/** The ports of one fresh store, over which the storage contracts run. */
public record StorageUnderTest(
    UnitOfWork unitOfWork,
    Repairs repairs,
    Invoices invoices,
    Notices notices,
    IdempotencyRecords requests,
    OutboxLedger ledger) {

  /** What its repairs and invoices have raised. */
  public AllRaisedEvents raisedEvents() {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs, invoices, notices),
            new RaisedByInvoices(repairs, invoices)),
        List.of(Repair.class, Invoice.class));
  }

  /** A command on its repairs. */
  public ExecuteCommand<Repair, Refusal> command(InstantSource clock) {
    return new ExecuteCommand<>(id -> repairs.find(new RepairId(id)), requests, unitOfWork, clock);
  }

  /** An entry that a completion at this time has put into the outbox. */
  public OutboxEntry raised(Instant at) {
    Change<Repair> opened = Fixtures.opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = Fixtures.accepted(opened.state().complete(at));
    unitOfWork.commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }
}
