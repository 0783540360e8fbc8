package io.fleetfix.adapter.smtp;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static io.fleetfix.testing.fixture.Fixtures.NOON;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.repair.RepairId;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A real SMTP server on the loopback that can be stopped and restarted on the same port. */
final class MailServer implements AutoCloseable {
  static final Sender SENDER = new Sender("Garage Example", "garage@example.com");
  static final InvoicePrinter PRINTER = new DocumentPrinter(SENDER, ZoneId.of("Europe/Berlin"));

  /** The default of two seconds is too short on a busy machine. */
  private static final long START_TIMEOUT_MILLIS = patient(Duration.ofSeconds(60)).toMillis();

  private final ServerSetup setup;
  private final GreenMail greenMail;

  private MailServer(int port) {
    setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_TIMEOUT_MILLIS);
    greenMail = new GreenMail(setup);
    greenMail.start();
  }

  static MailServer start() {
    return new MailServer(0);
  }

  static MailServer startOn(int port) {
    return new MailServer(port);
  }

  GreenMail greenMail() {
    return greenMail;
  }

  int port() {
    return greenMail.getSmtp().getPort();
  }

  SmtpInvoiceMail mail() {
    return mail("smtp://127.0.0.1:" + port(), SmtpWaits.USUAL);
  }

  static SmtpInvoiceMail mail(String url, SmtpWaits waits) {
    return new SmtpInvoiceMail(
        SmtpServer.parse(url), SENDER, PRINTER, InstantSource.fixed(NOON), waits);
  }

  /** The received mails, newest first. */
  List<MimeMessage> messages() {
    return List.of(greenMail.getReceivedMessages()).reversed();
  }

  List<Mail> mails() throws MessagingException {
    List<Mail> mails = new ArrayList<>();
    for (MimeMessage message : messages()) {
      Address[] to = message.getRecipients(RecipientType.TO);
      if (message.getAllRecipients().length != 1 || to.length != 1) {
        throw new AssertionError("A mail was sent to more than its customer");
      }
      mails.add(
          new Mail(
              new MailId(messages().size() - mails.size()),
              message.getMessageID(),
              ((InternetAddress) to[0]).getAddress(),
              message.getSubject(),
              message.getSentDate().toInstant(),
              new RepairId(message.getHeader(InvoiceMessage.REPAIR_HEADER)[0])));
    }
    return mails;
  }

  @Override
  public void close() {
    greenMail.stop();
  }
}
