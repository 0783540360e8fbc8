package io.fleetfix.adapter.sqs;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;

import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.reaction.SendInvoice;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.InvoiceIssued;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A store with repairs to react to, which can be taken away from the reactions for a while. */
final class ConsumerUnderTest {
  private final InMemoryWorkshop workshop = new InMemoryWorkshop();
  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(workshop);
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean down = false;

  /** The events of repairs that have just been completed. */
  List<OutboxEntry> completions(int count) {
    return IntStream.range(0, count).mapToObj(i -> completion()).toList();
  }

  OutboxEntry completion() {
    Change<Repair> opened = opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(NOON));
    unitOfWork.commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }

  /** The event of an invoice that has just been issued. */
  OutboxEntry invoiceIssued() {
    OutboxEntry completion = completion();
    new IssueInvoice(
            repairs(),
            invoices(),
            new InMemoryDeliveryLedger(workshop),
            unitOfWork,
            WORKSHOP,
            InstantSource.fixed(NOON))
        .on(completion);
    return OutboxEntry.of(new InvoiceIssued(completion.repairId(), Version.FIRST, NOON));
  }

  SendInvoice sendInvoice(InvoiceMail mail) {
    return new SendInvoice(
        repairs(), invoices(), mail, this::commit, InstantSource.fixed(TWO_O_CLOCK));
  }

  private Repairs repairs() {
    return new InMemoryRepairs(workshop);
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  /** How often it has said that it is down. */
  int refusals() {
    return refusals.get();
  }

  /** How many commits of reactions it has taken. */
  int commits() {
    return commits.get();
  }

  IssueInvoice issueInvoice() {
    return new IssueInvoice(
        repairs(),
        invoices(),
        new InMemoryDeliveryLedger(workshop),
        this::commit,
        WORKSHOP,
        InstantSource.fixed(TWO_O_CLOCK));
  }

  PostNotice postNotice() {
    return new PostNotice(repairs(), notices(), this::commit, InstantSource.fixed(TWO_O_CLOCK));
  }

  private void commit(Change<?>... changes) {
    if (down) {
      refusals.incrementAndGet();
      throw new StorageUnavailable(new IllegalStateException("Taken away by the test"));
    }
    unitOfWork.commit(changes);
    commits.incrementAndGet();
  }

  Invoices invoices() {
    return new InMemoryInvoices(workshop);
  }

  Notices notices() {
    return new InMemoryNotices(workshop);
  }
}
