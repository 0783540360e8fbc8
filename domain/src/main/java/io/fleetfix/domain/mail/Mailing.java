package io.fleetfix.domain.mail;

import io.fleetfix.domain.mail.MailStatus.Attempted;
import io.fleetfix.domain.mail.MailStatus.Pending;
import io.fleetfix.domain.mail.MailStatus.Sent;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import java.time.Instant;
import java.util.Optional;

/**
 * The history of an invoice's mail, as far as it decides what happens next.
 *
 * @param attempts how many attempts were claimed, ever: the last one's number
 * @param deferrals how many attempts have failed for certain since the last request; the next one
 *     waits longer each time
 * @param sentAt when the invoice was sent for the first time
 * @param request the latest request to send it again
 */
public record Mailing(
    MailStatus status,
    int attempts,
    int deferrals,
    Optional<Instant> sentAt,
    Optional<MailRequest> request) {
  /** Of an invoice that was just issued. */
  public static final Mailing PENDING =
      new Mailing(new Pending(), 0, 0, Optional.empty(), Optional.empty());

  public Mailing attempted(Instant at) {
    return new Mailing(new Attempted(at), attempts + 1, deferrals, sentAt, request);
  }

  public Mailing ended(MailStatus outcome) {
    Optional<Instant> first =
        sentAt.or(() -> outcome instanceof Sent(Instant at) ? Optional.of(at) : Optional.empty());
    int deferred = outcome instanceof Waiting ? deferrals + 1 : deferrals;
    return new Mailing(outcome, attempts, deferred, first, request);
  }

  public Mailing requested(MailRequest again) {
    return new Mailing(new Pending(), attempts, 0, sentAt, Optional.of(again));
  }
}
