package io.fleetfix.application.port;

import java.util.Optional;

/** Sends invoices to customers. */
public interface InvoiceMail {
  /**
   * Sends one mail with the invoice to its customer only. When this returns empty, a mail server
   * has accepted the mail. Whether the customer reads it is unknown.
   *
   * <p>A mail is sent before that is recorded; in the reverse order, a crash in between would lose
   * it. So a mail can be sent twice: after a crash, or when the server's response is lost. Both
   * copies carry {@link InvoiceLetter#messageId the same Message-ID}, by which a receiver can
   * recognise the duplicate. It is not guaranteed that the receiver does so, or that a relay keeps
   * the id. Guaranteed is only that no mail is lost.
   *
   * @return the server's words if it permanently refuses this mail; empty if it accepted the mail
   * @throws MailUnavailable if the server did not accept the mail or gave no clear response: retry
   *     later
   */
  Optional<String> send(InvoiceLetter letter);
}
