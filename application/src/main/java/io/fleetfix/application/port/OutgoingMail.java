package io.fleetfix.application.port;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.EventId;

/**
 * A mail with an invoice.
 *
 * @param to the only recipient
 * @param cause the event because of which the mail is sent
 */
public record OutgoingMail(Letter letter, EmailAddress to, EventId cause) {
  /**
   * The same for each attempt, so that a receiver can recognise a copy, and another one if the
   * invoice is sent again on request.
   *
   * @param domain of the sender's address, in ASCII
   */
  public String messageId(String domain) {
    return "<" + cause + "@" + domain + ">";
  }
}
