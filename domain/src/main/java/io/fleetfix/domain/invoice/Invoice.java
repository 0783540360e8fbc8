package io.fleetfix.domain.invoice;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.mail.MailRequest;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the customer owes for one completed repair. There is at most one invoice per repair. */
public record Invoice(
    RepairId repairId,
    Version version,
    InvoiceNumber number,
    List<Line> lines,
    Money total,
    Instant issuedAt,
    Mailing mailing)
    implements Aggregate {
  public static final String KEY_PREFIX = "INVOICE#";

  /** For the number, the amounts, the times, and the texts about the mail. */
  private static final int BYTES_BESIDE_LINES = 5_000;

  private static final int BYTES_BESIDE_DESCRIPTION = 100;

  /** One work line as invoiced. */
  public record Line(String description, Money price) {
    int sizeInBytes() {
      return BYTES_BESIDE_DESCRIPTION + TextRules.bytes(description);
    }
  }

  public Invoice {
    lines = List.copyOf(lines);
    issuedAt = UtcMillis.truncated(issuedAt);
  }

  /**
   * Invoices every work line. A repair without work gets a total of zero.
   *
   * @param number must be taken from the series in the same commit
   * @throws IllegalArgumentException if the repair is not completed
   */
  public static Change<Invoice> issue(Repair repair, InvoiceNumber number, Instant at) {
    if (repair.state().status() != RepairStatus.COMPLETED) {
      throw new IllegalArgumentException("Only a completed repair is invoiced");
    }
    List<Line> lines =
        repair.work().stream().map(work -> new Line(work.description(), work.price())).toList();
    Invoice invoice =
        new Invoice(repair.id(), Version.FIRST, number, lines, repair.total(), at, Mailing.PENDING);
    return Change.of(invoice, invoice.issuedEvent());
  }

  /** The event that was raised when the invoice was issued, derived from the stored state. */
  public InvoiceIssued issuedEvent() {
    return new InvoiceIssued(repairId, Version.FIRST, issuedAt);
  }

  /** The event that the latest request to send the invoice again has raised. */
  public Optional<InvoiceMailRequested> mailRequestedEvent() {
    return mailing
        .request()
        .map(request -> new InvoiceMailRequested(repairId, request.sequence(), request.at()));
  }

  /** The event because of which the mail is sent: the latest one that asks for it. */
  public EventId mailCause() {
    return mailRequestedEvent()
        .map(InvoiceMailRequested::eventId)
        .orElseGet(() -> issuedEventId(repairId));
  }

  /** When the mail was asked for the last time: since then it is sent, or waits. */
  public Instant mailDueAt() {
    return mailing.request().map(MailRequest::at).orElse(issuedAt);
  }

  /**
   * Claims the next attempt to send the mail. It must be committed before the mail is sent, so that
   * no other process attempts the same.
   *
   * @throws IllegalStateException if the mail is not to be sent
   */
  public Change<Invoice> attempted(Instant at) {
    if (!(mailing.status() instanceof MailStatus.Unsent)) {
      throw new IllegalStateException("The mail is not to be sent");
    }
    return mailed(mailing.attempted(at));
  }

  /**
   * Records how an attempt ended. Empty if the attempt is not the last one, or its end is already
   * recorded.
   *
   * @param attempt its number, as in {@link Mailing#attempts}
   */
  public Optional<Change<Invoice>> ended(int attempt, MailStatus outcome) {
    return mailing.status() instanceof MailStatus.Attempted && mailing.attempts() == attempt
        ? Optional.of(mailed(mailing.ended(outcome)))
        : Optional.empty();
  }

  /**
   * Records that a mail came back after a mail server had accepted it. Empty if another mail was
   * requested since, or the mail is not recorded as sent.
   *
   * @param cause the event because of which the mail was sent, as in {@link #mailCause}
   * @param reason of any length and with any characters
   */
  public Optional<Change<Invoice>> bounced(EventId cause, String reason) {
    return mailing.status() instanceof MailStatus.Sent && mailCause().equals(cause)
        ? Optional.of(mailed(mailing.ended(new MailStatus.Undeliverable(reason))))
        : Optional.empty();
  }

  /** Records that there is no address to send the mail to. Empty if the mail is not to be sent. */
  public Optional<Change<Invoice>> toBePrinted() {
    return mailing.status() instanceof MailStatus.Unsent
        ? Optional.of(mailed(mailing.ended(new MailStatus.ToBePrinted())))
        : Optional.empty();
  }

  /**
   * Has the mail sent, whether or not it was sent or refused before. A request for a mail that
   * waits ends the wait.
   *
   * @param to instead of the customer's address; empty for that one
   */
  public Decision<Invoice, MailRefusal> requestMail(Optional<EmailAddress> to, Instant at) {
    if (mailing.status() instanceof MailStatus.Attempted) {
      return new Decision.Refused<>(MailRefusal.IN_PROGRESS);
    }
    Invoice requested =
        with(mailing.requested(new MailRequest(version.next(), at, to)), version.next());
    return new Decision.Accepted<>(
        Change.of(requested, requested.mailRequestedEvent().orElseThrow()));
  }

  private Change<Invoice> mailed(Mailing changed) {
    return Change.of(with(changed, version.next()));
  }

  private Invoice with(Mailing changed, Version changedVersion) {
    return new Invoice(repairId, changedVersion, number, lines, total, issuedAt, changed);
  }

  /** The id of the event that is raised when this repair's invoice is issued. */
  public static EventId issuedEventId(RepairId repairId) {
    return EventId.derive(aggregateId(repairId), Version.FIRST, InvoiceIssued.TYPE);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The bytes of all descriptions in UTF-8, and a fixed number for everything else.
   */
  @Override
  public int sizeInBytes() {
    return BYTES_BESIDE_LINES + lines.stream().mapToInt(Line::sizeInBytes).sum();
  }

  @Override
  public String aggregateId() {
    return aggregateId(repairId);
  }

  public static String aggregateId(RepairId repairId) {
    return KEY_PREFIX + repairId;
  }
}
