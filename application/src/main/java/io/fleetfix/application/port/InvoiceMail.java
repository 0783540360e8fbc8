package io.fleetfix.application.port;

import java.util.Optional;

/** The way of an invoice to its customer. */
public interface InvoiceMail {
  /**
   * Sends one mail with the invoice in it to its customer, and to nobody else. When this returns
   * empty, a mail server has taken the mail over; whether the customer ever reads it, nobody knows.
   *
   * <p>It is sent before that is recorded, since the other way round a crash in between would lose
   * it. So a mail can go out twice: after a crash, or when the server's answer is lost. Both then
   * carry {@link InvoiceLetter#messageId the same Message-ID}, by which a receiver can know the
   * second for a repeat. Not guaranteed: that the receiver does, or that a relay keeps the id.
   * Guaranteed is only that it is never lost.
   *
   * @return why the server will never take this mail, in its own words; empty if it has taken it
   * @throws MailUnavailable if it took none, or gave no clear answer: send the same again later
   */
  Optional<String> send(InvoiceLetter letter);
}
