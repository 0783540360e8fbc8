package io.fleetfix.adapter.smtp;

import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.Sender;
import jakarta.mail.MessagingException;
import java.time.InstantSource;

/**
 * Writes the mails of a sender.
 *
 * @param sender the sender's address in the form for mail servers
 */
record InvoiceMessages(
    Sender from, SmtpAddress sender, InvoicePrinter printer, InstantSource clock) {

  InvoiceMessage message(OutgoingMail mail, SmtpAddress to) {
    try {
      return InvoiceMessage.of(mail, to, this);
    } catch (MessagingException ours) {
      throw new IllegalStateException("A mail could not be created", ours);
    }
  }
}
