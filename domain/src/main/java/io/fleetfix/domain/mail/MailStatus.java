package io.fleetfix.domain.mail;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;

/**
 * What has become of the mail with an invoice. While the status is {@link Unsent}, the mail is
 * still to be sent; every other status lasts until the mail is requested again.
 */
public sealed interface MailStatus {
  /** The mail is still to be sent. */
  sealed interface Unsent extends MailStatus {}

  /** No attempt was made yet. */
  record Pending() implements Unsent {}

  /**
   * An attempt was claimed, and how it ended is unknown: it still runs, or its process died, or the
   * mail server's response was lost. The mail may have been sent.
   *
   * @param at when the attempt was claimed, by the clock of the process that made it
   */
  record Attempted(Instant at) implements Unsent {
    public Attempted {
      at = UtcMillis.truncated(at);
    }
  }

  /**
   * The last attempt failed for certain, and another one follows.
   *
   * @param at when that attempt was claimed
   * @param cause who or what the failure was about
   * @param reason one line, at most {@link TextRules#MAX_CHARACTERS}
   */
  record Waiting(Instant at, Cause cause, String reason) implements Unsent {
    /** What kept the mail from being sent. */
    public enum Cause {
      /** This recipient or this mail: it waits longer after each attempt. */
      MAIL,
      /** The mail server, or what it thinks of us: all mails wait until that has ended. */
      SERVER
    }

    public Waiting {
      at = UtcMillis.truncated(at);
      reason = line(reason);
    }
  }

  /**
   * A mail server has accepted the mail. Whether it was delivered is unknown.
   *
   * @param at when this was recorded
   */
  record Sent(Instant at) implements MailStatus {
    public Sent {
      at = UtcMillis.truncated(at);
    }
  }

  /**
   * No mail server delivers to the customer's address.
   *
   * @param reason one line, at most {@link TextRules#MAX_CHARACTERS}
   */
  record Undeliverable(String reason) implements MailStatus {
    public Undeliverable {
      reason = line(reason);
    }
  }

  /**
   * The mail server permanently refused this mail, for any recipient.
   *
   * @param reason one line, at most {@link TextRules#MAX_CHARACTERS}
   */
  record Refused(String reason) implements MailStatus {
    public Refused {
      reason = line(reason);
    }
  }

  /** The customer has no e-mail address: the invoice is to be printed. */
  record ToBePrinted() implements MailStatus {}

  private static String line(String words) {
    String line = TextRules.shortened(TextRules.oneLine(words));
    return line.isEmpty() ? "The mail server gave no reason" : line;
  }
}
