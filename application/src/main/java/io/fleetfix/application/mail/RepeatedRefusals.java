package io.fleetfix.application.mail;

import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.EventId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal counts as final only if the mail server refuses the mail again after it has accepted
 * another customer's mail. Servers with a fault, and servers that don't like the sender, refuse one
 * recipient after another with the words for an unknown address: so several refusals in a row say
 * nothing about the recipients. Thread-safe.
 */
final class RepeatedRefusals {
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<Mail, Long> acceptedBefore = new LinkedHashMap<>();
  private long accepted = 0;

  /** A refusal says nothing about the same invoice on another request, or to another address. */
  private record Mail(EventId cause, EmailAddress to) {
    static Mail of(OutgoingMail mail) {
      return new Mail(mail.cause(), mail.to());
    }
  }

  /** The mail server has accepted this mail. */
  synchronized void accepted(OutgoingMail outgoing) {
    accepted++;
    acceptedBefore.remove(Mail.of(outgoing));
  }

  /** The mail server has refused this mail: whether that is final. */
  synchronized boolean isFinal(OutgoingMail outgoing) {
    Mail mail = Mail.of(outgoing);
    Long before = acceptedBefore.get(mail);
    if (before != null) {
      return accepted > before;
    }
    acceptedBefore.put(mail, accepted);
    if (acceptedBefore.size() > MOST_REMEMBERED) {
      acceptedBefore.remove(acceptedBefore.keySet().iterator().next());
    }
    return false;
  }
}
