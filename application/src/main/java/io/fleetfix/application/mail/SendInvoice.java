package io.fleetfix.application.mail;

import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.UnknownRepair;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.mail.MailRequest;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.loop.DetachedTasks;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.Reaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends an issued invoice or credit note to its customer, or again on request.
 *
 * <p>Guaranteed: the mail is sent at least once, unless the mail server refuses it for good or the
 * customer has no address, and with at most one copy more than there were faults. Each attempt is
 * committed before the mail is sent, which makes it a claim: the same event in another process, or
 * twice in one batch, makes no second attempt. After an attempt whose end is unknown, none follows
 * for a quarter of an hour. A stop of the process while it sends counts as a fault.
 *
 * <p>A mail that has to wait throws {@link Postponed}, and holds up no other.
 */
public final class SendInvoice implements Reaction {
  /**
   * Most mail servers answer within the patience, even if they scan the mail first. An attempt
   * holds a connection and a mail, which can have some 100 KB.
   */
  public static final DetachedTasks.Limits LIMITS =
      new DetachedTasks.Limits(Duration.ofSeconds(3), 200, Duration.ofMinutes(1));

  /** When a mail that is still being sent is looked at again. */
  private static final Duration LATER = Duration.ofSeconds(30);

  private final Repairs repairs;
  private final Invoices invoices;
  private final Contacts contacts;
  private final UnitOfWork unitOfWork;
  private final DetachedTasks attempts;
  private final MailLane lane;
  private final AttemptWaits waits;
  private final InvoiceAttempt attempt;

  public SendInvoice(
      Repairs repairs,
      Invoices invoices,
      Contacts contacts,
      InvoiceMail mail,
      UnitOfWork unitOfWork,
      DetachedTasks attempts,
      MailPauses pauses,
      Supervision supervision,
      InstantSource clock) {
    this(
        repairs,
        invoices,
        contacts,
        mail,
        unitOfWork,
        attempts,
        pauses,
        supervision,
        clock,
        Backoff.of(InvoiceAttempt.RECORDING_PAUSES, pauses.recording()));
  }

  /** For tests, which pause in virtual time. */
  SendInvoice(
      Repairs repairs,
      Invoices invoices,
      Contacts contacts,
      InvoiceMail mail,
      UnitOfWork unitOfWork,
      DetachedTasks attempts,
      MailPauses pauses,
      Supervision supervision,
      InstantSource clock,
      Backoff recording) {
    this.repairs = repairs;
    this.invoices = invoices;
    this.contacts = contacts;
    this.unitOfWork = unitOfWork;
    this.attempts = attempts;
    this.lane = new MailLane(supervision.nanoTime());
    this.waits = new AttemptWaits(pauses, supervision.nanoTime());
    this.attempt = new InvoiceAttempt(invoices, mail, unitOfWork, lane, waits, recording, clock);
  }

  @Override
  public void on(OutboxEntry event) {
    DocumentId id = documentOf(event);
    boolean sending = attempts.isRunning(id); // asked first: when it has ended, its end is stored
    Document document = invoices.find(id).orElseThrow(() -> new UnknownInvoice(event));
    if (!(document.mailing().status() instanceof MailStatus.Unsent)) {
      waits.forget(id);
      return;
    }
    if (sending) {
      throw new Postponed("A mail is still being sent", LATER);
    }
    Duration left = waits.left(document);
    if (left.isPositive()) {
      throw new Postponed("The next attempt at a mail has to wait", left);
    }
    Repair repair = repairs.find(document.repairId()).orElseThrow(() -> new UnknownRepair(event));
    address(document, repair)
        .ifPresentOrElse(
            to -> send(document, mail(document, repair, to)), () -> leaveForPrinting(event));
  }

  private static DocumentId documentOf(OutboxEntry event) {
    return DocumentId.parse(event.aggregateId()).orElseThrow(() -> new UnknownInvoice(event));
  }

  private Optional<EmailAddress> address(Document invoice, Repair repair) {
    return invoice
        .mailing()
        .request()
        .flatMap(MailRequest::to)
        .or(() -> Contact.of(repair, contacts.find(repair.id())).email());
  }

  private static OutgoingMail mail(Document invoice, Repair repair, EmailAddress to) {
    return new OutgoingMail(Letter.of(invoice, repair), to, invoice.mailCause());
  }

  private void send(Document invoice, OutgoingMail mail) {
    lane.enter(invoice.mailing().attempts() == 0);
    if (!attempts.run(invoice.id(), () -> attempt.make(invoice, mail))) {
      throw new Postponed("A mail is still being sent, or waits for a place", LATER);
    }
  }

  private void leaveForPrinting(OutboxEntry event) {
    RetryOnConflict.run(
        () -> {
          Optional<Change<Document>> printed =
              invoices.find(documentOf(event)).flatMap(Document::toBePrinted);
          printed.ifPresent(unitOfWork::commit);
          return printed;
        });
  }
}
