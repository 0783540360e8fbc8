package io.fleetfix.domain.mail;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest request to send an invoice again.
 *
 * @param sequence the invoice's version that the request led to
 * @param to where to send it instead of to the customer's address; empty for the customer's
 */
public record MailRequest(Version sequence, Instant at, Optional<EmailAddress> to) {
  public MailRequest {
    at = UtcMillis.truncated(at);
  }
}
