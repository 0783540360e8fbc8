package io.fleetfix.application.contact;

import io.fleetfix.application.port.MailDomains;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;

/**
 * Checks the domain of an address before it is stored, so that no mail fails because of it later.
 * Whether the domain is registered or has a mail server is not checked.
 */
public record EmailCheck(MailDomains domains) {
  /** RFC 5321, 4.5.3.1.3: in the form in which it is sent. */
  private static final int MAX_BYTES = 254;

  /**
   * Checks an address that a client entered, if there is one.
   *
   * @param field named by the exception
   * @throws InvalidValue if its domain can't exist, or is too long in ASCII
   */
  public void check(String field, Optional<EmailAddress> email) {
    email.ifPresent(
        address -> {
          Optional<String> ascii = domains.toAscii(address.domain());
          if (ascii.isEmpty()) {
            throw new InvalidValue(
                field, "must have a domain that can exist after the at sign (IDNA2008)");
          }
          if (TextRules.bytes(address.localPart(), "@", ascii.get()) > MAX_BYTES) {
            throw new InvalidValue(
                field, "must have at most " + MAX_BYTES + " bytes with its domain in ASCII");
          }
        });
  }
}
