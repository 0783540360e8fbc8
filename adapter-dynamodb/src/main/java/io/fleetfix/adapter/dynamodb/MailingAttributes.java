package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.mail.MailRequest;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * The attributes of an invoice's row about its mail. A row without {@code mailStatus} is of an
 * older release, which knew only {@code sentAt} and {@code refusal}.
 */
final class MailingAttributes {
  private static final String STATUS = "mailStatus";
  private static final String ATTEMPTS = "mailAttempts";
  private static final String DEFERRALS = "mailDeferrals";
  private static final String AT = "mailAt";
  private static final String CAUSE = "mailCause";
  private static final String REASON = "mailReason";
  private static final String SENT_AT = "sentAt";
  private static final String REFUSAL = "refusal";
  private static final String REQUEST = "mailRequest";
  private static final String REQUEST_SEQUENCE = "sequence";
  private static final String REQUEST_AT = "at";
  private static final String REQUEST_TO = "to";

  private enum Status {
    PENDING,
    ATTEMPTED,
    WAITING,
    SENT,
    UNDELIVERABLE,
    REFUSED,
    TO_BE_PRINTED
  }

  private MailingAttributes() {}

  static ItemBuilder add(ItemBuilder row, Mailing mailing) {
    row.number(ATTEMPTS, mailing.attempts()).number(DEFERRALS, mailing.deferrals());
    mailing.sentAt().ifPresent(at -> row.time(SENT_AT, at));
    mailing.request().ifPresent(request -> row.map(REQUEST, request(request)));
    return switch (mailing.status()) {
      case MailStatus.Pending() -> row.text(STATUS, Status.PENDING.name());
      case MailStatus.Attempted(Instant at) ->
          row.text(STATUS, Status.ATTEMPTED.name()).time(AT, at);
      case MailStatus.Waiting(Instant at, Cause cause, String reason) ->
          row.text(STATUS, Status.WAITING.name())
              .time(AT, at)
              .text(CAUSE, cause.name())
              .text(REASON, reason);
      case MailStatus.Sent(Instant at) -> row.text(STATUS, Status.SENT.name()).time(AT, at);
      case MailStatus.Undeliverable(String reason) ->
          row.text(STATUS, Status.UNDELIVERABLE.name()).text(REASON, reason);
      case MailStatus.Refused(String reason) ->
          row.text(STATUS, Status.REFUSED.name()).text(REASON, reason);
      case MailStatus.ToBePrinted() -> row.text(STATUS, Status.TO_BE_PRINTED.name());
    };
  }

  private static ItemBuilder request(MailRequest request) {
    ItemBuilder map =
        new ItemBuilder()
            .number(REQUEST_SEQUENCE, request.sequence().value())
            .time(REQUEST_AT, request.at());
    request.to().ifPresent(to -> map.text(REQUEST_TO, to.value()));
    return map;
  }

  static Mailing read(ItemReader row) {
    Optional<Instant> sentAt = row.has(SENT_AT) ? Optional.of(row.time(SENT_AT)) : Optional.empty();
    if (!row.has(STATUS)) {
      return ofOlderRelease(row, sentAt);
    }
    return new Mailing(
        status(row),
        (int) row.number(ATTEMPTS),
        (int) row.number(DEFERRALS),
        sentAt,
        row.has(REQUEST) ? Optional.of(readRequest(row.map(REQUEST))) : Optional.empty());
  }

  private static MailStatus status(ItemReader row) {
    return switch (row.oneOf(Status.class, STATUS)) {
      case PENDING -> new MailStatus.Pending();
      case ATTEMPTED -> new MailStatus.Attempted(row.time(AT));
      case WAITING ->
          new MailStatus.Waiting(row.time(AT), row.oneOf(Cause.class, CAUSE), row.text(REASON));
      case SENT -> new MailStatus.Sent(row.time(AT));
      case UNDELIVERABLE -> new MailStatus.Undeliverable(row.text(REASON));
      case REFUSED -> new MailStatus.Refused(row.text(REASON));
      case TO_BE_PRINTED -> new MailStatus.ToBePrinted();
    };
  }

  private static MailRequest readRequest(ItemReader request) {
    return new MailRequest(
        new Version(request.number(REQUEST_SEQUENCE)),
        request.time(REQUEST_AT),
        request.has(REQUEST_TO)
            ? Optional.of(new EmailAddress(request.text(REQUEST_TO)))
            : Optional.empty());
  }

  private static Mailing ofOlderRelease(ItemReader row, Optional<Instant> sentAt) {
    if (row.has(REFUSAL)) {
      return new Mailing(new MailStatus.Refused(row.text(REFUSAL)), 1, 0, sentAt, Optional.empty());
    }
    return sentAt
        .map(at -> new Mailing(new MailStatus.Sent(at), 1, 0, sentAt, Optional.empty()))
        .orElse(Mailing.PENDING);
  }
}
