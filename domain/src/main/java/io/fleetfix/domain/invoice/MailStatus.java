package io.fleetfix.domain.invoice;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;

/** Whether the mail with an invoice was sent. Sent and refused are final. */
public sealed interface MailStatus {
  /** Not sent yet, or sent by a process that crashed before it recorded that. */
  record Pending() implements MailStatus {}

  /**
   * A mail server has accepted the mail.
   *
   * @param at when this was recorded
   */
  record Sent(Instant at) implements MailStatus {
    public Sent {
      at = UtcMillis.truncated(at);
    }
  }

  /**
   * A mail server has permanently refused the mail.
   *
   * @param words the mail server's response: one line, at most {@link TextRules#MAX_CHARACTERS}
   */
  record Refused(String words) implements MailStatus {
    private static final String NO_WORDS = "The mail server gave no reason";

    public Refused {
      words = TextRules.shortened(TextRules.oneLine(words));
      words = words.isEmpty() ? NO_WORDS : words;
    }
  }
}
