package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.COMPLAINT;
import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.adapter.inmemory.InMemoryContacts;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.mail.MailPauses;
import io.fleetfix.application.mail.SendInvoice;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.loop.DetachedTasks;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.testing.mail.ScriptedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sends invoices to a real mail server. */
class SendInvoiceOverSmtpTest {
  private final InMemoryStore store =
      new InMemoryStore(
          WorkshopOutbox.FORMAT, InMemoryRepairs.KIND, InMemoryKind.unlisted(Invoice.class));
  private final UnitOfWork unitOfWork = new InMemoryWorkshopUnitOfWork(store);
  private final AtomicLong now = new AtomicLong();

  @Test
  void sendsEachMailOnceAfterAnOutage() throws Exception {
    List<OutboxEntry> events =
        IntStream.range(0, 5).mapToObj(i -> issued("ada" + i + "@example.com")).toList();
    MailServer first = MailServer.start();
    int port = first.port();
    SendInvoice sendInvoice = sendInvoice(first.mail());
    sendInvoice.on(events.getFirst());
    assertThat(first.mails()).hasSize(1);
    first.close();
    for (OutboxEntry event : events.subList(1, 5)) {
      assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> sendInvoice.on(event));
      assertThat(mailing(event)).isEqualTo(new MailStatus.Pending());
    }

    pass(Duration.ofSeconds(1));
    try (MailServer second = MailServer.startOn(port)) {
      events.forEach(sendInvoice::on);
      events.forEach(sendInvoice::on);

      assertThat(second.mails())
          .extracting(Mail::repairId)
          .containsExactlyInAnyOrderElementsOf(
              events.subList(1, 5).stream().map(WorkshopOutbox::repairId).toList());
    }
    assertThat(events).extracting(this::mailing).containsOnly(new MailStatus.Sent(TWO_O_CLOCK));
  }

  @Test
  void recordsARefusedAddressWithoutBlockingOthers() throws Exception {
    OutboxEntry gone = issued("gone@example.com");
    OutboxEntry there = issued("there@example.com");
    try (ScriptedServer server =
        ScriptedServer.answering("RCPT TO:<gone@", "550 5.1.1 No such user")) {
      SendInvoice sendInvoice =
          sendInvoice(MailServer.mail("smtp://127.0.0.1:" + server.port(), SmtpWaits.USUAL));

      assertThatExceptionOfType(Postponed.class).isThrownBy(() -> sendInvoice.on(gone));
      sendInvoice.on(there);
      assertThat(mailing(gone))
          .isEqualTo(new Waiting(TWO_O_CLOCK, Cause.MAIL, "550 5.1.1 No such user"));
      pass(MailPauses.DEFAULT.mail().first());
      sendInvoice.on(gone);
      sendInvoice.on(gone);

      assertThat(server.heard())
          .filteredOn(line -> line.startsWith("RCPT"))
          .containsExactly(
              "RCPT TO:<gone@example.com>",
              "RCPT TO:<there@example.com>",
              "RCPT TO:<gone@example.com>");
    }
    assertThat(mailing(gone)).isEqualTo(new MailStatus.Undeliverable("550 5.1.1 No such user"));
    assertThat(mailing(there)).isEqualTo(new MailStatus.Sent(TWO_O_CLOCK));
  }

  private SendInvoice sendInvoice(InvoiceMail mail) {
    Supervision supervision = new Supervision(now::get, ProcessEnd.HALT);
    return new SendInvoice(
        new InMemoryRepairs(store),
        new InMemoryInvoices(store),
        new InMemoryContacts(store),
        mail,
        unitOfWork,
        new DetachedTasks(SendInvoice.LIMITS, supervision),
        MailPauses.DEFAULT,
        supervision,
        InstantSource.fixed(TWO_O_CLOCK));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private MailStatus mailing(OutboxEntry event) {
    return new InMemoryInvoices(store)
        .find(WorkshopOutbox.repairId(event))
        .orElseThrow()
        .mailing()
        .status();
  }

  /** The event of a new invoice to this address. */
  private OutboxEntry issued(String address) {
    Change<Repair> opened =
        Repair.open(aRepairId(), VEHICLE, new Customer("Ada", address), COMPLAINT, EUR, NOON);
    unitOfWork.commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(NOON));
    unitOfWork.commit(completed);
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 1);
    Change<Invoice> issued = Invoice.issue(completed.state(), number, NOON);
    unitOfWork.commit(issued);
    return OutboxEntry.of(issued.events().getFirst());
  }
}
