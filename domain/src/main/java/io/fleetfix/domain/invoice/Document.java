package io.fleetfix.domain.invoice;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.mail.MailRequest;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a customer gets for one repair: an invoice, or a credit note that takes back a part of one
 * or all of it. Apart from its mail, and from what becomes of an invoice, it never changes.
 */
public sealed interface Document extends Aggregate permits Invoice, CreditNote {
  /** For the number, the seller, the customer, the times, and the texts about the mail. */
  int BYTES_BESIDE_LINES = 12_000;

  DocumentId id();

  RepairId repairId();

  /** Counts the repair's documents of this kind, from 1. */
  int n();

  InvoiceNumber number();

  /** Empty if the workshop had no profile: then the document is no invoice before the law. */
  Optional<Seller> seller();

  /** The customer, if it is another one than the repair's. */
  Optional<Customer> billTo();

  List<InvoiceLine> lines();

  Totals totals();

  /** When the repair was completed. */
  Instant supplied();

  Instant issuedAt();

  Mailing mailing();

  /** The event that was raised when the document was issued, derived from the stored state. */
  DomainEvent issuedEvent();

  /** The same document with another state of its mail. */
  Document with(Mailing changed, Version changedVersion);

  /** The event that the latest request to send the document again has raised. */
  default Optional<InvoiceMailRequested> mailRequestedEvent() {
    return mailing()
        .request()
        .map(
            request ->
                new InvoiceMailRequested(
                    repairId(), aggregateId(), request.sequence(), request.at()));
  }

  /** The event because of which the mail is sent: the latest one that asks for it. */
  default EventId mailCause() {
    return mailRequestedEvent().map(DomainEvent::eventId).orElseGet(() -> issuedEvent().eventId());
  }

  /** When the mail was asked for the last time: since then it is sent, or waits. */
  default Instant mailDueAt() {
    return mailing().request().map(MailRequest::at).orElse(issuedAt());
  }

  /**
   * Claims the next attempt to send the mail. It must be committed before the mail is sent, so that
   * no other process attempts the same.
   *
   * @throws IllegalStateException if the mail is not to be sent
   */
  default Change<Document> attempted(Instant at) {
    if (!(mailing().status() instanceof MailStatus.Unsent)) {
      throw new IllegalStateException("The mail is not to be sent");
    }
    return mailed(mailing().attempted(at));
  }

  /**
   * Records how an attempt ended. Empty if the attempt is not the last one, or its end is already
   * recorded.
   *
   * @param attempt its number, as in {@link Mailing#attempts}
   */
  default Optional<Change<Document>> ended(int attempt, MailStatus outcome) {
    return mailing().status() instanceof MailStatus.Attempted && mailing().attempts() == attempt
        ? Optional.of(mailed(mailing().ended(outcome)))
        : Optional.empty();
  }

  /**
   * Records that a mail came back after a mail server had accepted it. Empty if another mail was
   * requested since, or the mail is not recorded as sent.
   *
   * @param cause the event because of which the mail was sent, as in {@link #mailCause}
   * @param reason of any length and with any characters
   */
  default Optional<Change<Document>> bounced(EventId cause, String reason) {
    return mailing().status() instanceof MailStatus.Sent && mailCause().equals(cause)
        ? Optional.of(mailed(mailing().ended(new MailStatus.Undeliverable(reason))))
        : Optional.empty();
  }

  /** Records that there is no address to send the mail to. Empty if the mail is not to be sent. */
  default Optional<Change<Document>> toBePrinted() {
    return mailing().status() instanceof MailStatus.Unsent
        ? Optional.of(mailed(mailing().ended(new MailStatus.ToBePrinted())))
        : Optional.empty();
  }

  /**
   * Has the mail sent, whether or not it was sent or refused before. A request for a mail that
   * waits ends the wait.
   *
   * @param to instead of the customer's address; empty for that one
   */
  default Decision<Document, MailRefusal> requestMail(Optional<EmailAddress> to, Instant at) {
    if (mailing().status() instanceof MailStatus.Attempted) {
      return new Decision.Refused<>(MailRefusal.IN_PROGRESS);
    }
    Document requested =
        with(mailing().requested(new MailRequest(version().next(), at, to)), version().next());
    return new Decision.Accepted<>(
        Change.of(requested, requested.mailRequestedEvent().orElseThrow()));
  }

  private Change<Document> mailed(Mailing changed) {
    return Change.of(with(changed, version().next()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The bytes of the lines' and the customer's texts in UTF-8, and a fixed number for everything
   * else.
   */
  @Override
  default int sizeInBytes() {
    return BYTES_BESIDE_LINES
        + billTo().map(Customer::textBytes).orElse(0)
        + lines().stream().mapToInt(InvoiceLine::sizeInBytes).sum();
  }
}
