package io.fleetfix.adapter.smtp;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refusal for good from everything that can end by itself. Only what a server says about
 * this customer or this mail is for good. That it does not know us, or not our sender, is for an
 * operator to heal: the mails wait.
 */
final class SmtpRefusal {
  private static final int PERMANENT = 500;

  /** "Authentication required" can be the answer to any command. */
  private static final int NOT_LET_IN = 530;

  private SmtpRefusal() {}

  /** The server's words, if it will never take the mail. */
  static Optional<String> of(MessagingException failure) {
    List<Exception> chain = chain(failure);
    return chain.stream().anyMatch(SMTPSenderFailedException.class::isInstance)
        ? Optional.empty()
        : chain.reversed().stream()
            .filter(SmtpRefusal::isForGood)
            .map(refusal -> String.valueOf(refusal.getMessage()))
            .findFirst();
  }

  /** What went wrong, in one line for an operator. */
  static String reason(MessagingException failure) {
    Exception first = chain(failure).getLast();
    return first.getClass().getSimpleName()
        + ": "
        + String.valueOf(first.getMessage()).replaceAll("\\s+", " ").strip();
  }

  private static boolean isForGood(Exception failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> isForGood(address.getReturnCode());
      case SMTPSendFailedException content -> isForGood(content.getReturnCode());
      default -> false;
    };
  }

  private static boolean isForGood(int code) {
    return code >= PERMANENT && code != NOT_LET_IN;
  }

  /** The library hangs one failure on the other, the outermost first. */
  private static List<Exception> chain(MessagingException failure) {
    List<Exception> chain = new ArrayList<>(List.of(failure));
    @Nullable Exception next = failure.getNextException();
    while (next != null) {
      chain.add(next);
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return chain;
  }
}
