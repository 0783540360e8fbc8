package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.completed;
import static io.fleetfix.application.mail.MailDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.mail.MailStatus.Pending;
import io.fleetfix.domain.mail.MailStatus.Sent;
import io.fleetfix.domain.mail.MailStatus.ToBePrinted;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.fixture.Customers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Credit notes are mailed as invoices are, each with a mail and attempts of its own. */
class SendCreditNoteTest {
  private final MailDesk desk = new MailDesk();
  private final ScriptedMail mail = new ScriptedMail();
  private final OutboxEntry issued = desk.issue(ID);
  private final OutboxEntry credited = desk.credit(ID);
  private final SendInvoice process = desk.process(mail);

  @Test
  void sendsTheCreditNoteAndLeavesTheInvoiceAsItIs() {
    process.on(credited);

    OutgoingMail sent = mail.attempts.getFirst();
    assertThat(sent.letter().document().id()).isEqualTo(desk.note(ID).id());
    assertThat(sent.letter().fileName()).isEqualTo("CN-2025-000001.pdf");
    assertThat(sent.cause()).isEqualTo(credited.eventId());
    assertThat(desk.note(ID).mailing().status()).isEqualTo(new Sent(NOW));
    assertThat(desk.mailing(ID).status()).isEqualTo(new Pending());
  }

  @Test
  void sendsBothWithMailsOfTheirOwn() {
    process.on(issued);
    process.on(credited);
    process.on(credited);
    process.on(issued);

    assertThat(mail.attempts)
        .extracting(each -> each.letter().document().aggregateId())
        .containsExactly("INVOICE#R-123", "CREDIT#R-123#1");
    assertThat(mail.attempts).extracting(OutgoingMail::cause).doesNotHaveDuplicates();
  }

  @Test
  void aDeferredNoteHoldsUpNoInvoice() {
    mail.answer =
        sending ->
            sending.letter().document() instanceof CreditNote
                ? new MailOutcome.Deferred("452 4.2.2 Mailbox full")
                : new MailOutcome.Accepted();

    assertThat(MailDesk.pass(credited, process)).isPresent();
    process.on(issued);

    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }

  @Test
  void isLeftForPrintingIfTheCustomerHasNoEmailAnyMore() {
    desk.store.put(new Contact(ID, Version.FIRST, Optional.empty()));

    process.on(credited);

    assertThat(mail.attempts).isEmpty();
    assertThat(desk.note(ID).mailing().status()).isEqualTo(new ToBePrinted());
  }

  /** A further invoice can be for another customer: the mail goes where the repair's go. */
  @Test
  void theLetterNamesWhoPaysAndGoesToTheContactOfTheRepair() {
    CreditNote note = desk.note(ID);
    CreditNote billed =
        new CreditNote(
            note.repairId(),
            note.n(),
            note.version(),
            note.number(),
            note.corrected(),
            note.reason(),
            note.seller(),
            Optional.of(Customers.COMPANY),
            note.lines(),
            note.totals(),
            note.supplied(),
            note.issuedAt(),
            note.mailing());
    desk.store.put(billed);

    process.on(credited);

    OutgoingMail sent = mail.attempts.getFirst();
    assertThat(sent.letter().customer()).isEqualTo(Customers.COMPANY);
    assertThat(sent.to()).isEqualTo(new EmailAddress("ada@example.com"));
    assertThat(Letter.of(note, completed(ID)).customer()).isEqualTo(completed(ID).customer());
  }

  @Test
  void failsWhenTheNoteIsUnknown() {
    desk.store.lose(desk.note(ID));

    assertThatExceptionOfType(UnknownInvoice.class).isThrownBy(() -> process.on(credited));
    assertThat(mail.attempts).isEmpty();
  }
}
