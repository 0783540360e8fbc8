package io.fleetfix.adapter.http.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.domain.mail.MailRequest;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an invoice's mail, as {@code openapi.yaml} defines it.
 *
 * @param at when the last attempt was claimed or the mail was sent, if the status knows that
 * @param reason why the mail is not sent, if the status knows that
 * @param to another address than the customer's, to which an operator has sent the mail
 */
@JsonInclude(Include.NON_NULL)
public record MailingAnswer(
    String status,
    int attempts,
    @Nullable String at,
    @Nullable String reason,
    @Nullable String requestedAt,
    @Nullable String to) {
  public static MailingAnswer of(Mailing mailing) {
    return switch (mailing.status()) {
      case MailStatus.Pending() -> of(mailing, "PENDING", null, null);
      case MailStatus.Attempted(Instant at) -> of(mailing, "ATTEMPTED", at, null);
      case MailStatus.Waiting waiting -> of(mailing, "WAITING", waiting.at(), waiting.reason());
      case MailStatus.Sent(Instant at) -> of(mailing, "SENT", at, null);
      case MailStatus.Undeliverable(String reason) -> of(mailing, "UNDELIVERABLE", null, reason);
      case MailStatus.Refused(String reason) -> of(mailing, "REFUSED", null, reason);
      case MailStatus.ToBePrinted() -> of(mailing, "TO_BE_PRINTED", null, null);
    };
  }

  private static MailingAnswer of(
      Mailing mailing, String status, @Nullable Instant at, @Nullable String reason) {
    return new MailingAnswer(
        status,
        mailing.attempts(),
        at == null ? null : UtcMillis.text(at),
        reason,
        mailing.request().map(request -> UtcMillis.text(request.at())).orElse(null),
        mailing.request().flatMap(MailRequest::to).map(Object::toString).orElse(null));
  }
}
