package io.fleetfix.adapter.smtp;

import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.MailOutcome.Deferred;
import io.fleetfix.application.port.MailOutcome.Refused;
import io.fleetfix.application.port.MailOutcome.Unavailable;
import io.fleetfix.application.port.MailOutcome.Undeliverable;
import java.util.Set;

/**
 * Decides what a response is about: the recipient, this mail, or us and the server. The phase and
 * the status decide first, then the code, then words.
 *
 * <p>Only {@link FinalResponses} are final. If an unknown response wrongly counts as ours, the
 * mails of others wait too; if it wrongly counts as the recipient's, each mail fails by itself. So
 * after the recipient was named, what is unknown is the recipient's or the mail's.
 */
final class SmtpVerdict {
  /**
   * The server closes (RFC 5321), or requires another login or encryption (RFC 4954, RFC 3207, RFC
   * 5248). SES also uses 454 for its quotas.
   */
  private static final Set<Integer> OURS = Set.of(421, 454, 523, 524, 525, 530, 534, 535, 538);

  /** Exchange Online: too many mails reach this mailbox at the same time. */
  private static final int RECIPIENT_IS_BUSY = 432;

  /** Gmail blocks an attachment with 552 5.7.0. */
  private static final int EXCEEDS_STORAGE = 552;

  /**
   * Of the system status of RFC 3463, the one that is about the size; here with a code of the 400s.
   */
  private static final String TOO_LARGE_NOW = "3.4";

  /** The sender's address, and congestion, which Gmail uses for the sender's quota. */
  private static final Set<String> SENDER = Set.of("1.7", "1.8", "4.5");

  /**
   * Policies of one recipient: closed mailing lists (RFC 3463), new owners (RFC 7293), and the
   * codes of Exchange Online for mailboxes that accept only certain senders.
   */
  private static final Set<String> POLICY_OF_A_RECIPIENT =
      Set.of("7.2", "7.12", "7.17", "7.18", "7.124", "7.129", "7.133", "7.134", "7.135", "7.136");

  private SmtpVerdict() {}

  static MailOutcome of(SmtpPhase phase, SmtpResponse response) {
    String words = response.words();
    if (phase == SmtpPhase.COMPLETE && response.isPositive()) {
      return new Accepted();
    } else if (FinalResponses.isAboutTheSize(response)) {
      return new Refused(words);
    } else if (phase == SmtpPhase.MAIL || OURS.contains(response.code())) {
      return new Unavailable(words);
    } else if (FinalResponses.isAboutTheAddress(phase, response)) {
      return new Undeliverable(words);
    } else if (FinalResponses.isAboutTheContent(response)) {
      return new Refused(words);
    } else {
      return isOurs(phase, response) ? new Unavailable(words) : new Deferred(words);
    }
  }

  private static boolean isOurs(SmtpPhase phase, SmtpResponse response) {
    if (response.code() == RECIPIENT_IS_BUSY
        || SmtpWords.nameGreylisting(response)
        || POLICY_OF_A_RECIPIENT.contains(response.detail())) {
      return false;
    }
    return switch (response.subject()) {
      case "3" -> !response.detail().equals(TOO_LARGE_NOW);
      case "7" -> !isAboutTheContent(phase, response);
      default -> SENDER.contains(response.detail()) || SmtpWords.nameTheSender(response);
    };
  }

  private static boolean isAboutTheContent(SmtpPhase phase, SmtpResponse response) {
    return response.code() == EXCEEDS_STORAGE
        || (phase == SmtpPhase.COMPLETE && SmtpWords.nameTheContent(response));
  }
}
