package io.fleetfix.domain.repair;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.text.TextRules;
import java.util.Optional;

/**
 * The customer who pays. Personal data: stored with the repair, never sent in an event.
 *
 * @param email as it was when the repair was opened; empty if the customer has none. {@link
 *     Contact} has the current one
 */
public record Customer(String name, Optional<EmailAddress> email) {
  /** The name of the address as a field in requests. */
  public static final String EMAIL = "customer.email";

  public Customer {
    TextRules.checked("customer.name", name);
  }

  /**
   * A customer with an e-mail address.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if no mailbox can have this address
   */
  public Customer(String name, String email) {
    this(name, Optional.of(EmailAddress.parse(EMAIL, email)));
  }

  int textBytes() {
    return TextRules.bytes(name) + email.map(EmailAddress::value).map(TextRules::bytes).orElse(0);
  }
}
