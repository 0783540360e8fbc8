package io.fleetfix.adapter.smtp;

import io.fleetfix.application.port.InvoiceMail.Connection;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailOutcome.Deferred;
import io.fleetfix.application.port.MailOutcome.Unavailable;
import io.fleetfix.application.port.MailOutcome.Unclear;
import io.fleetfix.application.port.MailOutcome.Undeliverable;
import io.fleetfix.application.port.OutgoingMail;
import jakarta.mail.MessagingException;
import java.util.Optional;

/** A connection to a mail server, for one mail. */
final class SmtpConnection implements Connection {
  /** RFC 6531. */
  private static final String EVERY_SCRIPT = "SMTPUTF8";

  private final SmtpConversation conversation;
  private final InvoiceMessages messages;
  private final MailDomains domains;

  SmtpConnection(SmtpConversation conversation, InvoiceMessages messages, MailDomains domains) {
    this.conversation = conversation;
    this.messages = messages;
    this.domains = domains;
  }

  @Override
  public MailOutcome send(OutgoingMail mail) {
    boolean everyScript = conversation.supportsExtension(EVERY_SCRIPT);
    Optional<SmtpAddress> to = SmtpAddress.of(mail.to().value(), domains);
    if (to.isEmpty()) {
      return new Undeliverable("No mail server can have this address");
    } else if (to.get().isBeyondAscii() && !everyScript) {
      return new Undeliverable(
          "The mail server does not support this address: it lacks " + EVERY_SCRIPT);
    } else if (messages.sender().isBeyondAscii() && !everyScript) {
      return new Unavailable(
          "The mail server does not support the sender's address: it lacks " + EVERY_SCRIPT);
    }
    return send(messages.message(mail, to.get()));
  }

  private MailOutcome send(InvoiceMessage message) {
    try {
      conversation.sendMessage(message, message.getAllRecipients());
      return outcome("The connection broke");
    } catch (MessagingException failure) {
      return outcome(SmtpFailure.reason(failure));
    }
  }

  /** A response is the outcome, whatever failed after it. */
  private MailOutcome outcome(String failure) {
    SmtpPhase phase = conversation.phase();
    return conversation
        .response()
        .map(response -> SmtpVerdict.of(phase, response))
        .orElseGet(
            () ->
                phase == SmtpPhase.COMPLETE
                    ? new Unclear("No response to the complete mail: " + failure)
                    : new Deferred("No response before the mail was complete: " + failure));
  }

  @Override
  public void close() {
    conversation.sayGoodbye();
  }
}
