package io.fleetfix.application.mail;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;

/**
 * The waits between two attempts at one mail.
 *
 * @param unclear after an attempt whose end is unknown: longer than an attempt can take
 * @param mail after attempts that failed because of this mail or its recipient
 * @param server after attempts that failed because of the mail server, or of what it thinks of us
 */
public record MailPauses(Duration unclear, DoublingWait mail, DoublingWait server) {
  /**
   * A quarter of an hour after an unclear attempt: {@link io.fleetfix.application.port.InvoiceMail}
   * passes no mail later than four minutes after the attempt began, and waits ten for the response.
   * Greylisting wants some minutes, a full mailbox takes days; after a wrong setting is mended, all
   * mails are sent within half an hour.
   */
  public static final MailPauses DEFAULT =
      new MailPauses(
          Duration.ofMinutes(15),
          new DoublingWait(Duration.ofMinutes(1), Duration.ofHours(4)),
          new DoublingWait(Duration.ofMinutes(1), Duration.ofMinutes(30)));

  /** How long a known end is tried to be recorded: then another process may make an attempt. */
  Duration recording() {
    return unclear.multipliedBy(9).dividedBy(10);
  }
}
