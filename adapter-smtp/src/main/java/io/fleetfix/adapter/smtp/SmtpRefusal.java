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
 * Tells a refusal for good from everything that can end by itself. Only what a server says about
 * this customer or this mail is for good. That it does not know us, or not our sender, is for an
 * operator to heal: the mails wait.
 */
final class SmtpRefusal {
  private static final int PERMANENT = 500;

  /** "Authentication required" can be the answer to any command. */
  private static final int NOT_LET_IN = 530;

  /** RFC 3463's after that of SMTP, if there is one, and then words. */
  private static final Pattern CODES =
      Pattern.compile("((?:[0-9]{3}(?:[ -][245](?:\\.[0-9]{1,3}){2})?)?).*");

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

  /**
   * What went wrong, in one line for an operator's log. Once a server has been told for whom a mail
   * is, its words can repeat that: from then on only the codes that they begin with are given.
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
