package io.fleetfix.domain.repair;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The customer who pays. Personal data: stored with the repair and its documents, never sent in an
 * event.
 *
 * @param email as it was when the repair was opened; empty if the customer has none. {@link
 *     Contact} has the current one
 * @param address needed for most invoices, but not to open a repair
 * @param vatId only of a company
 * @param language of documents and mails; empty for the workshop's
 */
public record Customer(
    String name,
    Optional<EmailAddress> email,
    Kind kind,
    Optional<PostalAddress> address,
    Optional<VatId> vatId,
    Optional<Language> language) {
  /** The name of the e-mail address as a field in requests. */
  public static final String EMAIL = "customer.email";

  /** Whether the customer is a person or a company. */
  public enum Kind {
    PERSON,
    COMPANY
  }

  public Customer {
    TextRules.checked("customer.name", name);
    if (vatId.isPresent() && kind != Kind.COMPANY) {
      throw new InvalidValue("customer.vatId", "must be left out unless the kind is COMPANY");
    }
  }

  /** A person of whom no more is known. */
  public Customer(String name, Optional<EmailAddress> email) {
    this(name, email, Kind.PERSON, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A person with an e-mail address.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if no mailbox can have this address
   */
  public Customer(String name, String email) {
    this(name, Optional.of(EmailAddress.parse(EMAIL, email)));
  }

  /** The same customer with another e-mail address, or without one. */
  public Customer with(Optional<EmailAddress> otherEmail) {
    return new Customer(name, otherEmail, kind, address, vatId, language);
  }

  /** Every text that is printed on a document. */
  public List<String> printedTexts() {
    List<String> texts = new ArrayList<>(List.of(name));
    address.map(PostalAddress::texts).ifPresent(texts::addAll);
    return texts;
  }

  /** The bytes of all texts in UTF-8. */
  public int textBytes() {
    return TextRules.bytes(name)
        + email.map(EmailAddress::value).map(TextRules::bytes).orElse(0)
        + address.map(PostalAddress::textBytes).orElse(0);
  }
}
