package io.fleetfix.testing.contract;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Repair;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Instant;

/** The ports of one fresh store, over which the storage contracts run. */
public record StorageUnderTest(
    UnitOfWork unitOfWork,
    Repairs repairs,
    Invoices invoices,
    Notices notices,
    Requests requests,
    DeliveryLedger ledger,
    Backlog backlog,
    Quarantine quarantine,
    Receipts receipts,
    Redeliveries redeliveries,
    OutboxStream stream) {

  /** An entry that a completion at this time has put into the outbox. */
  public OutboxEntry raised(Instant at) {
    Change<Repair> opened = Fixtures.opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = Fixtures.accepted(opened.state().complete(at));
    unitOfWork.commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }
}
