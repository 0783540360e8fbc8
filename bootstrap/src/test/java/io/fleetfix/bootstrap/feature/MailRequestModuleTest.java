package io.fleetfix.bootstrap.feature;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailRequestModuleTest {
  private final InMemoryStore store =
      new InMemoryStore(
          WorkshopOutbox.FORMAT, InMemoryInvoices.KINDS.toArray(InMemoryKind<?>[]::new));
  private final InMemoryInvoices invoices = new InMemoryInvoices(store);
  private final InMemoryIdempotencyRecords records = new InMemoryIdempotencyRecords(store);
  private final InMemoryWorkshopUnitOfWork unitOfWork = new InMemoryWorkshopUnitOfWork(store);
  private final InstantSource clock = InstantSource.fixed(TWO_O_CLOCK);

  /** Earlier releases kept the repair's id in the record of a request for its invoice's mail. */
  @Test
  void aRequestToAnEarlierReleaseIsRecognisedWhenItIsRepeated() {
    Repair repair = accepted(opened().state().complete(NOON)).state();
    Invoice invoice = issued(repair);
    CommandOptions once =
        CommandOptions.once(
            new IdempotentRequest("operator", aKey(), new RequestHash("0".repeat(64))));
    ExecuteCommand<Document, MailRefusal> earlier =
        new ExecuteCommand<>(
            id -> invoices.find(new RepairId(id)).map(Document.class::cast),
            records,
            unitOfWork,
            clock);
    var first = request(earlier, repair.id().value(), once);

    var repeated =
        request(
            MailRequestModule.command(invoices, records, unitOfWork, clock),
            invoice.aggregateId(),
            once);

    assertThat(first).isInstanceOf(Outcome.Done.class);
    assertThat(repeated).isEqualTo(first);
  }

  private Invoice issued(Repair repair) {
    var issued = Invoice.issue(repair, new InvoiceNumber(WORKSHOP.series(), 2025, 1), TWO_O_CLOCK);
    unitOfWork.commit(issued);
    return issued.state();
  }

  private static Outcome<Document, MailRefusal> request(
      ExecuteCommand<Document, MailRefusal> command, String id, CommandOptions once) {
    return command.change(
        id, document -> document.requestMail(Optional.empty(), TWO_O_CLOCK), once);
  }
}
