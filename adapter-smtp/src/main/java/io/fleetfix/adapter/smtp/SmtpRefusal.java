package io.fleetfix.adapter.smtp;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a permanent refusal from temporary failures. Only a rejection of this customer's
 * address or of this mail is permanent. If the server rejects our login or our sender, an operator
 * can fix that: the mails wait.
 */
final class SmtpRefusal {
  private static final int PERMANENT = 500;

  /** "Authentication required" can be the response to any command. */
  private static final int NOT_LET_IN = 530;

  /** The SMTP code, the code of RFC 3463 if there is one, and then text. */
  private static final Pattern CODES =
      Pattern.compile("((?:[0-9]{3}(?:[ -][245](?:\\.[0-9]{1,3}){2})?)?).*");

  private SmtpRefusal() {}

  /** The server's words if it permanently refuses the mail. */
  static Optional<String> of(MessagingException failure) {
    List<Exception> chain = chain(failure);
    return chain.stream().anyMatch(SMTPSenderFailedException.class::isInstance)
        ? Optional.empty()
        : chain.reversed().stream()
            .filter(SmtpRefusal::isForGood)
            .map(refusal -> String.valueOf(refusal.getMessage()))
            .findFirst();
  }

  /**
   * The reason of a failure, in one line for the log. After the server has received the customer's
   * address, its response may repeat it, so only the codes at its start are returned from then on.
   */
  static String reason(MessagingException failure) {
    Exception first = chain(failure).getLast();
    String words = String.valueOf(first.getMessage()).replaceAll("\\s+", " ").strip();
    return first.getClass().getSimpleName()
        + ": "
        + (mayNameTheCustomer(first) ? CODES.matcher(words).replaceFirst("$1") : words);
  }

  private static boolean mayNameTheCustomer(Exception failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> true;
      case SMTPSendFailedException sending -> !sending.getCommand().startsWith("MAIL");
      default -> false;
    };
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

  /** The library chains failures, the outermost first. */
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
