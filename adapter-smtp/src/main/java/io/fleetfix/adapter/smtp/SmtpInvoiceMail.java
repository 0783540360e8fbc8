package io.fleetfix.adapter.smtp;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.port.ResourceCheck;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.InstantSource;

/**
 * Sends mails over SMTP, each over a connection of its own. Except on the loopback, nothing is sent
 * before the connection is encrypted and the server's certificate is verified.
 *
 * <p>An interrupt ends {@link #connect} and {@link Connection#send} at once, on virtual and on
 * platform threads, and the thread stays interrupted. It does not end a look-up of the server's
 * name, which is bounded by the settings of the system's resolver.
 */
public final class SmtpInvoiceMail implements InvoiceMail, ResourceCheck {
  private final SmtpConnector connector;
  private final SmtpWaits waits;
  private final InvoiceMessages messages;
  private final MailDomains domains = new IdnaDomains();

  /**
   * Creates the adapter and connects to no server.
   *
   * @throws InvalidValue if no mail server can have the sender's address
   */
  public SmtpInvoiceMail(
      SmtpServer server, Sender sender, InvoicePrinter printer, InstantSource clock) {
    this(server, sender, printer, clock, SmtpWaits.USUAL);
  }

  /** For tests. */
  SmtpInvoiceMail(
      SmtpServer server,
      Sender sender,
      InvoicePrinter printer,
      InstantSource clock,
      SmtpWaits waits) {
    this.connector = new SmtpConnector(server);
    this.waits = waits;
    this.messages = new InvoiceMessages(sender, address(sender), printer, clock);
  }

  @Override
  public Connection connect() {
    try {
      return new SmtpConnection(connector.connect(waits), messages, domains);
    } catch (MessagingException failure) {
      throw new MailUnavailable(SmtpFailure.reason(failure), failure);
    }
  }

  /** Connects and logs in, but sends nothing. */
  @Override
  public Result check() {
    try {
      connector.connect(waits.ofCheck()).sayGoodbye();
      return new Result.There();
    } catch (AuthenticationFailedException refused) {
      return new Result.Missing(
          "The mail server refuses the login: mails wait. " + SmtpFailure.reason(refused));
    } catch (MessagingException failure) {
      return new Result.Unknown(
          "The mail server does not answer: mails wait. " + SmtpFailure.reason(failure));
    }
  }

  private SmtpAddress address(Sender sender) {
    return SmtpAddress.of(sender.address(), domains)
        .orElseThrow(() -> new InvalidValue("sender", "must have an address that can exist"));
  }
}
