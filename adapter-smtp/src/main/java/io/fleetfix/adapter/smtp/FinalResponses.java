package io.fleetfix.adapter.smtp;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The closed list of responses that are final. Each needs a permanent code. A response that is not
 * listed can heal, and a listed one too if its words raise doubts.
 */
final class FinalResponses {
  /**
   * About the recipient. The codes are of RFC 3463 unless another RFC is named, and all are in the
   * registry of RFC 5248.
   *
   * <p>Not listed, because they are uncertain: 5.0.0, 5.1.0 and 5.2.0 ("other or undefined"); 5.1.4
   * (ambiguous: the server's administrator can resolve it); 5.2.2 (full mailboxes are emptied);
   * 5.2.4 (mailing lists are mended); 5.4.1 (Exchange Online uses it for unknown recipients, others
   * for a server that does not respond); 5.4.4 (a route can be repaired).
   */
  private static final Set<String> ADDRESS =
      Set.of(
          // Bad destination mailbox address: the mailbox does not exist.
          "1.1",
          // Bad destination system address: the domain does not exist or accepts no mail.
          "1.2",
          // Bad destination mailbox address syntax.
          "1.3",
          // The mailbox has moved and left no forwarding address.
          "1.6",
          // The domain has a null MX record: it accepts no mail (RFC 7505).
          "1.10",
          // The mailbox is disabled and accepts no messages.
          "2.1");

  /**
   * About this mail: its media or their conversion. Not listed are 5.6.7 to 5.6.10 of RFC 6531,
   * which a server with SMTPUTF8 heals.
   */
  private static final Set<String> CONTENT =
      Set.of("6.0", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6");

  /** Too long for this mailbox, and too large for the server. */
  private static final Set<String> SIZE = Set.of("2.3", "3.4");

  /** RFC 5321: the mailbox is unavailable, not local, or not allowed. Also used for policies. */
  private static final Set<Integer> MAILBOX_CODES = Set.of(550, 551, 553);

  private static final int EXCEEDS_STORAGE = 552;

  private static final Pattern UNKNOWN_USER =
      Pattern.compile(
          "user unknown|unknown user|no such (user|mailbox|recipient)|(user|mailbox) not found"
              + "|no mailbox here by that name|unknown local part|not listed in domino directory"
              + "|(user|mailbox|recipient|account) does(n't| not) exist",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TOO_LARGE =
      Pattern.compile("\\bmessage (size|(is )?too (large|big|long))\\b", Pattern.CASE_INSENSITIVE);

  /** A policy, a passing state or a rate. */
  private static final Pattern DOUBT =
      Pattern.compile(
          "polic|spam|virus|block|black|denied|prohibit|reputation|relay|sender|\\bspf\\b|dkim"
              + "|dmarc|authenticat|quota|\\bfull\\b|temporar|\\blater\\b|\\brate\\b|quickly"
              + "|too many|\\blimit",
          Pattern.CASE_INSENSITIVE);

  private FinalResponses() {}

  /** The recipient does not exist, or takes no mail from any sender. */
  static boolean isAboutTheAddress(SmtpPhase phase, SmtpResponse response) {
    String words = SmtpWords.withoutAddresses(response);
    return response.isPermanent()
        && !DOUBT.matcher(words).find()
        && (ADDRESS.contains(response.detail())
            || (phase == SmtpPhase.RCPT
                && response.status().isEmpty()
                && MAILBOX_CODES.contains(response.code())
                && UNKNOWN_USER.matcher(words).find()));
  }

  /** The server never takes a mail with such content. */
  static boolean isAboutTheContent(SmtpResponse response) {
    return response.isPermanent()
        && CONTENT.contains(response.detail())
        && !DOUBT.matcher(SmtpWords.withoutAddresses(response)).find();
  }

  static boolean isAboutTheSize(SmtpResponse response) {
    return response.isPermanent()
        && (SIZE.contains(response.detail())
            || (response.status().isEmpty()
                && response.code() == EXCEEDS_STORAGE
                && TOO_LARGE.matcher(SmtpWords.withoutAddresses(response)).find()));
  }
}
