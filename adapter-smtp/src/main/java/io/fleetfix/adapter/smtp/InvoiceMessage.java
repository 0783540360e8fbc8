package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.domain.text.TextRules;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A complete mail: the invoice as plain text, as HTML, and attached as a PDF.
 *
 * <p>Its headers are those that filters expect of a mail that a program sends: one sender, a date,
 * a subject, a Message-ID in the sender's domain, and RFC 3834's mark by which other programs don't
 * respond to it.
 */
final class InvoiceMessage extends SMTPMessage {
  /** Machine-readable ids of the repair and the event, since relays may replace a Message-ID. */
  static final String REPAIR_HEADER = "X-FleetFix-Repair";

  static final String EVENT_HEADER = "X-FleetFix-Event";

  private static final int MAX_NAME_CHARACTERS = 100;

  private final String messageId;

  private InvoiceMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static InvoiceMessage of(OutgoingMail mail, SmtpAddress to, InvoiceMessages by)
      throws MessagingException {
    Letter letter = mail.letter();
    boolean everyScript = to.isBeyondAscii() || by.sender().isBeyondAscii();
    InvoiceMessage message =
        new InvoiceMessage(session(everyScript), mail.messageId(by.sender().domain()));
    message.setEnvelopeFrom(by.sender().toString());
    message.setFrom(address(by.sender(), by.from().name()));
    message.setRecipient(
        RecipientType.TO, address(to, TextRules.oneLine(letter.customer().name())));
    message.setSubject(by.printer().subject(letter), UTF_8.name());
    message.setSentDate(Date.from(by.clock().instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(REPAIR_HEADER, letter.document().repairId().value());
    message.setHeader(EVENT_HEADER, mail.cause().toString());
    message.setContent(body(letter, by.printer()));
    message.saveChanges();
    if (everyScript) {
      message.setMailExtension("SMTPUTF8");
    }
    return message;
  }

  /** Of the message, not of a conversation: whether headers may be in UTF-8 differs per mail. */
  private static Session session(boolean everyScript) {
    Properties settings = new Properties();
    settings.setProperty("mail.mime.allowutf8", Boolean.toString(everyScript));
    return Session.getInstance(settings);
  }

  private static MimeMultipart body(Letter letter, InvoicePrinter printer)
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

  /** The name is always encoded. */
  private static InternetAddress address(SmtpAddress address, String name)
      throws MessagingException {
    try {
      return new InternetAddress(address.toString(), shortened(name), UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new MessagingException("Every Java platform supports UTF-8", impossible);
    }
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= MAX_NAME_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CHARACTERS - 1)) + "…";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
