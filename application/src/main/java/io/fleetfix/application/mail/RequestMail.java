package io.fleetfix.application.mail;

import io.fleetfix.application.contact.EmailCheck;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the mail with an invoice sent, whether it was sent, refused, undeliverable or to be printed
 * before, or still waits. The request and its {@code InvoiceMailRequested} are committed together,
 * so the mail follows whatever crashes afterwards. When the invoice was sent for the first time
 * stays recorded.
 */
public final class RequestMail {
  private static final Logger LOG = LoggerFactory.getLogger(RequestMail.class);

  private final ExecuteCommand<Document, MailRefusal> command;
  private final Redeliveries requests;
  private final EmailCheck emails;
  private final InstantSource clock;

  public RequestMail(
      ExecuteCommand<Document, MailRefusal> command,
      Redeliveries requests,
      MailDomains domains,
      InstantSource clock) {
    this.command = command;
    this.requests = requests;
    this.emails = new EmailCheck(domains);
    this.clock = clock;
  }

  /**
   * Requests the mail.
   *
   * @param to where to send it instead of to the customer's address; empty for the customer's
   * @param by the operator, as identified by the service; recorded with the event of the request,
   *     and never empty
   * @throws io.fleetfix.outbox.event.InvalidValue if the domain of the address can't exist
   */
  public Outcome<Document, MailRefusal> request(
      DocumentId id, Optional<EmailAddress> to, String by, CommandOptions options) {
    emails.check("to", to);
    Instant now = clock.instant();
    return command.change(
        id.toString(),
        invoice -> recorded(invoice.requestMail(to, now), to.isPresent(), by),
        options);
  }

  /**
   * Records the request before it is committed, so that every request is recorded. If the commit
   * fails, the record names an event that was never raised, which is harmless.
   */
  private Decision<Document, MailRefusal> recorded(
      Decision<Document, MailRefusal> decision, boolean elsewhere, String by) {
    if (decision instanceof Decision.Accepted<Document, MailRefusal> accepted) {
      accepted
          .change()
          .state()
          .mailRequestedEvent()
          .ifPresent(event -> record(event, elsewhere, by));
    }
    return decision;
  }

  private void record(InvoiceMailRequested event, boolean elsewhere, String by) {
    requests.add(new Redelivery(event.eventId(), event.occurredAt(), by));
    LOG.atInfo()
        .addKeyValue("document", event.aggregateId())
        .addKeyValue("eventId", event.eventId())
        .addKeyValue("toAnotherAddress", elsewhere)
        .addKeyValue("by", by)
        .log("Mail with an invoice requested again");
  }
}
