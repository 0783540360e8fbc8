package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.port.ResourceCheck;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mails over SMTP, each over a connection of its own. Except on the loopback, nothing is sent
 * before the connection is encrypted and the server's certificate is verified.
 */
public final class SmtpInvoiceMail implements InvoiceMail, ResourceCheck {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Per response. A server may scan a mail before it accepts it. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /** Per response to a check, during which nothing is scanned. */
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

  /** RFC 6531: required for an address that is not ASCII before its @. */
  private static final String EVERY_SCRIPT = "SMTPUTF8";

  private final SmtpServer server;
  private final Sender sender;
  private final InvoicePrinter printer;
  private final InstantSource clock;
  private final Properties special;

  public SmtpInvoiceMail(
      SmtpServer server, Sender sender, InvoicePrinter printer, InstantSource clock) {
    this(server, sender, printer, clock, new Properties());
  }

  /** For tests: the special settings of the mail library override ours. */
  SmtpInvoiceMail(
      SmtpServer server,
      Sender sender,
      InvoicePrinter printer,
      InstantSource clock,
      Properties special) {
    this.server = server;
    this.sender = sender;
    this.printer = printer;
    this.clock = clock;
    this.special = special;
  }

  @Override
  public Optional<String> send(InvoiceLetter letter) {
    boolean ascii = US_ASCII.newEncoder().canEncode(localPart(letter.customer().email().orElseThrow().value()));
    Session session = session(!ascii, READ_TIMEOUT);
    InvoiceMessage message = message(session, letter);
    try (SMTPTransport transport = new SMTPTransport(session, null)) {
      connect(transport);
      if (!ascii && !transport.supportsExtension(EVERY_SCRIPT)) {
        return Optional.of(
            "The mail server does not support this address: it lacks " + EVERY_SCRIPT);
      }
      transport.sendMessage(message, message.getAllRecipients());
      return Optional.empty();
    } catch (MessagingException failure) {
      return Optional.of(
          SmtpRefusal.of(failure)
              .orElseThrow(() -> new MailUnavailable(SmtpRefusal.reason(failure), failure)));
    }
  }

  /** Connects and logs in, but sends nothing. */
  @Override
  public Result check() {
    Session session = session(false, CHECK_TIMEOUT);
    try (SMTPTransport transport = new SMTPTransport(session, null)) {
      connect(transport);
      return new Result.There();
    } catch (AuthenticationFailedException refused) {
      return new Result.Missing(
          "The mail server refuses the login: mails wait. " + SmtpRefusal.reason(refused));
    } catch (MessagingException failure) {
      return new Result.Unknown(
          "The mail server does not answer: mails wait. " + SmtpRefusal.reason(failure));
    }
  }

  private static String localPart(String address) {
    return address.substring(0, address.lastIndexOf('@'));
  }

  private void connect(SMTPTransport transport) throws MessagingException {
    Credentials credentials = server.credentials();
    transport.connect(
        server.host(),
        server.port(),
        credentials == null ? null : credentials.user(),
        credentials == null ? null : credentials.password());
  }

  private InvoiceMessage message(Session session, InvoiceLetter letter) {
    try {
      return InvoiceMessage.of(session, letter, printer, sender, clock.instant());
    } catch (MessagingException ours) {
      throw new IllegalStateException("A mail could not be created", ours);
    }
  }

  private Session session(boolean everyScript, Duration readTimeout) {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.from", sender.address());
    set(settings, "mail.smtp.auth", server.credentials() != null);
    set(settings, "mail.smtp.ssl.enable", server.encryption() == Encryption.TLS);
    set(settings, "mail.smtp.ssl.checkserveridentity", true);
    set(settings, "mail.smtp.starttls.enable", server.encryption() == Encryption.STARTTLS);
    set(settings, "mail.smtp.starttls.required", server.encryption() == Encryption.STARTTLS);
    set(settings, "mail.smtp.connectiontimeout", CONNECT_TIMEOUT);
    set(settings, "mail.smtp.timeout", readTimeout);
    set(settings, "mail.smtp.writetimeout", WRITE_TIMEOUT);
    set(settings, "mail.mime.allowutf8", everyScript);
    // The server has accepted the mail by then, so its response to QUIT is irrelevant.
    set(settings, "mail.smtp.quitwait", false);
    settings.putAll(special);
    return Session.getInstance(settings);
  }

  private static void set(Properties settings, String name, boolean value) {
    settings.setProperty(name, Boolean.toString(value));
  }

  private static void set(Properties settings, String name, Duration value) {
    settings.setProperty(name, Long.toString(value.toMillis()));
  }
}
