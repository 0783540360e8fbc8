package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.text.TextRules;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.time.Instant;
import java.util.Date;

/** A complete mail: the invoice as plain text, as HTML, and attached as a PDF. */
final class InvoiceMessage extends MimeMessage {
  /** Machine-readable ids of the repair and the event, since relays may replace a Message-ID. */
  static final String REPAIR_HEADER = "X-FleetFix-Repair";

  static final String EVENT_HEADER = "X-FleetFix-Event";

  private static final int MAX_NAME_CHARACTERS = 100;

  private final String messageId;

  private InvoiceMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static InvoiceMessage of(
      Session session, InvoiceLetter letter, InvoicePrinter printer, Sender sender, Instant now)
      throws MessagingException {
    InvoiceMessage message = new InvoiceMessage(session, letter.messageId());
    message.setFrom(address(sender.address(), sender.name()));
    message.setRecipient(RecipientType.TO, address(letter.customer()));
    message.setSubject(letter.subject(), UTF_8.name());
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(REPAIR_HEADER, letter.invoice().repairId().value());
    message.setHeader(EVENT_HEADER, Invoice.issuedEventId(letter.invoice().repairId()).toString());
    message.setContent(body(letter, printer));
    message.saveChanges();
    return message;
  }

  private static MimeMultipart body(InvoiceLetter letter, InvoicePrinter printer)
      throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(printer.text(letter), UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(printer.html(letter), UTF_8.name(), "html");
    MimeBodyPart both = new MimeBodyPart();
    both.setContent(new MimeMultipart("alternative", plain, html));

    MimeBodyPart pdf = new MimeBodyPart();
    pdf.setDataHandler(
        new DataHandler(new ByteArrayDataSource(printer.pdf(letter), "application/pdf")));
    pdf.setFileName(letter.fileName());
    return new MimeMultipart("mixed", both, pdf);
  }

  private static InternetAddress address(Customer customer) throws MessagingException {
    return address(customer.email().orElseThrow().value(), TextRules.oneLine(customer.name()));
  }

  /** The name is always encoded. The address was validated when the repair was opened. */
  private static InternetAddress address(String address, String name) throws MessagingException {
    try {
      return new InternetAddress(ascii(address), shortened(name), UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new MessagingException("Every Java platform supports UTF-8", impossible);
    }
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= MAX_NAME_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CHARACTERS - 1)) + "…";
  }

  /** Converts an internationalised domain to its ASCII form, which every mail server supports. */
  private static String ascii(String address) {
    int at = address.lastIndexOf('@');
    try {
      return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    } catch (IllegalArgumentException noSuchDomain) {
      return address; // The server will reject it.
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
