package io.fleetfix.domain.mail;

import java.util.Optional;

/** The lists of invoices whose mail an operator may have to look after. */
public enum MailList {
  /** The mail is still to be sent. */
  UNSENT,
  /** No mail server delivers to the customer's address. */
  UNDELIVERABLE,
  /** The mail server permanently refused the mail. */
  REFUSED,
  /** The customer has no address. */
  TO_BE_PRINTED;

  /** The list that an invoice with this status is in; empty if its mail is sent. */
  public static Optional<MailList> of(MailStatus status) {
    return switch (status) {
      case MailStatus.Unsent unsent -> Optional.of(UNSENT);
      case MailStatus.Sent sent -> Optional.empty();
      case MailStatus.Undeliverable undeliverable -> Optional.of(UNDELIVERABLE);
      case MailStatus.Refused refused -> Optional.of(REFUSED);
      case MailStatus.ToBePrinted printed -> Optional.of(TO_BE_PRINTED);
    };
  }
}
