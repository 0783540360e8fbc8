package io.fleetfix.adapter.smtp;

import io.fleetfix.domain.text.TextRules;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** Describes a failure of the connection. */
final class SmtpFailure {
  private SmtpFailure() {}

  /**
   * The reason in one line. It may contain what the server said, so it is for the log only if the
   * customer's address was not sent yet.
   */
  static String reason(MessagingException failure) {
    Exception first = first(failure);
    return first.getClass().getSimpleName()
        + ": "
        + TextRules.shortened(TextRules.oneLine(String.valueOf(first.getMessage())));
  }

  /** The library chains failures, the outermost first. */
  private static Exception first(MessagingException failure) {
    Exception first = failure;
    @Nullable Exception next = failure.getNextException();
    while (next != null) {
      first = next;
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return first;
  }
}
