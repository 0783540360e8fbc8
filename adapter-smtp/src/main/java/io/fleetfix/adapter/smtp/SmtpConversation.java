package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a mail server that knows how far it came and how the server responded there.
 * The exceptions of the mail library don't show that: a connection that breaks ends in the same
 * exception before and after the mail was complete, and what fails afterwards hides a response.
 */
final class SmtpConversation extends SMTPTransport {
  private final SmtpSocket socket;
  private final SmtpWaits waits;

  private SmtpPhase phase = SmtpPhase.CONNECTED;
  private @Nullable SmtpResponse response;
  private boolean encrypted;
  private long begunAt;

  SmtpConversation(Session session, SmtpSocket socket, SmtpWaits waits) {
    super(session, null);
    this.socket = socket;
    this.waits = waits;
  }

  SmtpPhase phase() {
    return phase;
  }

  /** The response to the command of this phase; empty if there was no clear one. */
  Optional<SmtpResponse> response() {
    return Optional.ofNullable(response);
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    boolean understood = super.ehlo(domain);
    // The library would go on with the extensions that the server offered in plain text.
    if (!understood && encrypted) {
      throw new MessagingException("EHLO was refused after STARTTLS: " + getLastServerResponse());
    }
    return understood;
  }

  @Override
  protected void startTLS() throws MessagingException {
    super.startTLS();
    encrypted = true;
  }

  @Override
  protected void mailFrom() throws MessagingException {
    begunAt = System.nanoTime();
    enter(SmtpPhase.MAIL);
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    enter(SmtpPhase.RCPT);
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    enter(SmtpPhase.DATA);
    OutputStream text = super.data();
    enter(SmtpPhase.TEXT);
    return text;
  }

  /**
   * Writes a command in UTF-8. The library writes the low byte of each character.
   *
   * <p>The mail counts as complete before its dot is written: an interrupt can end the call in an
   * exception although the server got every byte.
   */
  @Override
  protected void sendCommand(String command) throws MessagingException {
    if (phase == SmtpPhase.TEXT && command.equals(".")) {
      complete();
    }
    super.sendCommand(new String(command.getBytes(UTF_8), ISO_8859_1));
  }

  private void complete() throws MessagingException {
    if (System.nanoTime() - begunAt > waits.completion().toNanos()) {
      throw new MessagingException("The mail was not complete in time, so it was not sent");
    }
    enter(SmtpPhase.COMPLETE);
    waitForAcceptance();
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    if (response == null) {
      response = SmtpResponse.parse(code, getLastServerResponse()).orElse(null);
    }
    return code;
  }

  /** Never resets: the library does so after a refusal, but each connection is for one mail. */
  @Override
  public synchronized void issueCommand(String command, int expected) throws MessagingException {
    if (!command.equals("RSET")) {
      super.issueCommand(command, expected);
    }
  }

  /** Closes the connection. Does not wait for the response to QUIT, and never fails. */
  void sayGoodbye() {
    try {
      close();
    } catch (MessagingException alreadyClosed) {
      // The server or an interrupt closed it earlier.
    }
  }

  private void enter(SmtpPhase next) {
    phase = next;
    response = null;
  }

  private void waitForAcceptance() {
    try {
      socket.waitFor(waits.acceptance());
    } catch (SocketException closed) {
      // Then reading the response fails as well.
    }
  }
}
