package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.testing.contract.InvoiceMailContract;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Sends mails to scripted servers. */
final class Mailing {
  static final OutgoingMail MAIL =
      InvoiceMailContract.mail(InvoiceMailContract.letter(CUSTOMER, "Oil"));

  /** Gives up early where a server is silent. */
  static final SmtpWaits IMPATIENT =
      new SmtpWaits(
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofHours(1),
          Duration.ofMillis(500),
          Duration.ofMillis(200));

  private Mailing() {}

  /** A server that speaks TLS like this, with a certificate that is trusted. */
  static Script script(Encryption encryption) {
    return switch (encryption) {
      case NONE -> Script.usual();
      case STARTTLS -> Script.usual().startingTls(Certificates.TRUSTED);
      case TLS -> Script.usual().encrypted(Certificates.TRUSTED);
    };
  }

  /** How a mail to a server with this script ends. */
  static MailOutcome outcome(Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      return outcome(to(server, SmtpWaits.USUAL), MAIL);
    }
  }

  static MailOutcome outcome(InvoiceMail adapter, OutgoingMail mail) {
    try (InvoiceMail.Connection connection = adapter.connect()) {
      return connection.send(mail);
    }
  }

  static SmtpInvoiceMail to(ScriptedServer server, SmtpWaits waits) {
    return to(new SmtpServer(Encryption.NONE, "127.0.0.1", server.port(), null), waits, 0);
  }

  /** Over TLS, also to the loopback. */
  static SmtpInvoiceMail to(
      ScriptedServer server, Encryption encryption, SmtpWaits waits, int bytesAttached) {
    Credentials credentials =
        encryption == Encryption.NONE ? null : new Credentials("user", "secret");
    return to(
        new SmtpServer(encryption, "localhost", server.port(), credentials), waits, bytesAttached);
  }

  static SmtpInvoiceMail to(SmtpServer server, SmtpWaits waits, int bytesAttached) {
    return new SmtpInvoiceMail(
        server, MailServer.SENDER, printer(bytesAttached), InstantSource.fixed(NOON), waits);
  }

  /** Prints faster than the real one, and as much as a test requires. */
  private static InvoicePrinter printer(int bytesAttached) {
    return new InvoicePrinter() {
      @Override
      public String subject(Letter letter) {
        return "Invoice " + letter.document().number();
      }

      @Override
      public String text(Letter letter) {
        return subject(letter);
      }

      @Override
      public String html(Letter letter) {
        return "<p>" + subject(letter) + "</p>";
      }

      @Override
      public byte[] pdf(Letter letter) {
        return ".\n".repeat(bytesAttached / 2).getBytes(US_ASCII);
      }
    };
  }
}
