package io.fleetfix.application.mail;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;

/**
 * The waits between two attempts at one mail.
 *
 * @param unclear after an attempt whose end is unknown: at least as long as a process may wait for
 *     the mail server's response
 * @param mail after attempts that failed because of this mail or its recipient
 * @param server after attempts that failed because of the mail server, or of what it thinks of us
 */
public record MailPauses(Duration unclear, DoublingWait mail, DoublingWait server) {
  /**
   * Ten minutes after an unclear attempt (RFC 5321, 4.5.3.2.6). Greylisting wants some minutes, a
   * full mailbox takes days; after a wrong setting is mended, all mails are sent within half an
   * hour.
   */
  public static final MailPauses DEFAULT =
      new MailPauses(
          Duration.ofMinutes(10),
          new DoublingWait(Duration.ofMinutes(1), Duration.ofHours(4)),
          new DoublingWait(Duration.ofMinutes(1), Duration.ofMinutes(30)));

  /** How long a known end is tried to be recorded: then another process may make an attempt. */
  Duration recording() {
    return unclear.multipliedBy(9).dividedBy(10);
  }
}
