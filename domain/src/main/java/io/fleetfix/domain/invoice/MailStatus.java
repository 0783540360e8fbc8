package io.fleetfix.domain.invoice;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;

/** What became of an invoice's way to the customer. Sent and refused are final. */
public sealed interface MailStatus {
  /** Not sent yet, or sent by somebody who could not say so any more. */
  record Pending() implements MailStatus {}

  /**
   * A mail server has taken the mail over.
   *
   * @param at when that was recorded
   */
  record Sent(Instant at) implements MailStatus {
    public Sent {
      at = UtcMillis.truncated(at);
    }
  }

  /**
   * The mail will never be taken.
   *
   * @param words why, in the mail server's own words: one line, at most {@link
   *     TextRules#MAX_CHARACTERS}
   */
  record Refused(String words) implements MailStatus {
    private static final String NO_WORDS = "The mail server gave no reason";

    public Refused {
      words = TextRules.shortened(TextRules.oneLine(words));
      words = words.isEmpty() ? NO_WORDS : words;
    }
  }
}
