package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Attempted;
import io.fleetfix.domain.mail.MailStatus.Pending;
import io.fleetfix.domain.mail.MailStatus.Refused;
import io.fleetfix.domain.mail.MailStatus.Sent;
import io.fleetfix.domain.mail.MailStatus.ToBePrinted;
import io.fleetfix.domain.mail.MailStatus.Undeliverable;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailingTest {
  private static final Instant AT = Instant.parse("2025-11-12T14:00:05.000Z");
  private static final Invoice ISSUED =
      Invoice.issue(
              SomeRepairs.completed(),
              new InvoiceNumber(new InvoiceSeries("INV"), 2025, 42),
              AT.minusSeconds(5))
          .state();

  @Test
  void isPendingAtFirst() {
    assertThat(ISSUED.mailing()).isEqualTo(Mailing.PENDING);
    assertThat(ISSUED.mailDueAt()).isEqualTo(ISSUED.issuedAt());
    assertThat(ISSUED.mailCause()).isEqualTo(Invoice.issuedEventId(ID));
  }

  @Test
  void anAttemptIsTheNextVersionWithoutAnEvent() {
    Change<Document> attempt = ISSUED.attempted(AT.plusNanos(1_234_567));

    assertThat(attempt.expected()).isEqualTo(ISSUED.version());
    assertThat(attempt.events()).isEmpty();
    assertThat(attempt.state().mailing().status()).isEqualTo(new Attempted(AT.plusMillis(1)));
    assertThat(attempt.state().mailing().attempts()).isEqualTo(1);
    assertThat(attempt.state().lines()).isEqualTo(ISSUED.lines());
  }

  @Test
  void countsTheAttemptsAndTheDeferrals() {
    Document waiting = ended(ISSUED, new Waiting(AT, Cause.MAIL, "450 Later"));
    Document again = ended(waiting, new Waiting(AT, Cause.SERVER, "421 Busy"));

    assertThat(again.mailing().attempts()).isEqualTo(2);
    assertThat(again.mailing().deferrals()).isEqualTo(2);
    assertThat(again.version()).isEqualTo(new Version(5));
  }

  @Test
  void theEndOfAnotherAttemptIsIgnored() {
    Document second = ended(ISSUED, new Waiting(AT, Cause.MAIL, "450")).attempted(AT).state();

    assertThat(second.ended(1, new Sent(AT))).isEmpty();
    assertThat(second.ended(2, new Sent(AT))).isPresent();
    assertThat(ended(ISSUED, new Sent(AT)).ended(1, new Refused("No"))).isEmpty();
  }

  static List<MailStatus> lasting() {
    return List.of(new Sent(AT), new Refused("No"), new Undeliverable("Who?"), new ToBePrinted());
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void afterItsEndThereIsNoFurtherAttempt(MailStatus status) {
    Document ended = ended(ISSUED, status);

    assertThat(ended.mailing().status()).isEqualTo(status);
    assertThat(ended.toBePrinted()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> ended.attempted(AT));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void aRequestMakesItPendingAndRaisesAnEventOfItsOwn(MailStatus status) {
    Document ended = ended(ended(ISSUED, new Waiting(AT, Cause.MAIL, "450")), status);
    Optional<EmailAddress> other = Optional.of(new EmailAddress("bo@example.com"));

    Change<Document> requested = accepted(ended, other, AT.plusSeconds(60));

    Document state = requested.state();
    assertThat(requested.events())
        .containsExactly(
            new InvoiceMailRequested(ID, "INVOICE#R-123", state.version(), AT.plusSeconds(60)));
    assertThat(state.mailing().status()).isEqualTo(new Pending());
    assertThat(state.mailing().attempts()).isEqualTo(2);
    assertThat(state.mailing().deferrals()).isZero();
    assertThat(state.mailing().sentAt()).isEqualTo(ended.mailing().sentAt());
    assertThat(state.mailing().request().orElseThrow().to()).isEqualTo(other);
    assertThat(state.mailDueAt()).isEqualTo(AT.plusSeconds(60));
    assertThat(state.mailCause()).isEqualTo(requested.events().getFirst().eventId());
  }

  @Test
  void keepsTheTimeOfTheFirstSending() {
    Document sent = ended(ISSUED, new Sent(AT));
    Document again = accepted(sent, Optional.empty(), AT.plusSeconds(60)).state();

    Mailing mailing = ended(again, new Sent(AT.plusSeconds(61))).mailing();

    assertThat(mailing.sentAt()).contains(AT);
    assertThat(mailing.status()).isEqualTo(new Sent(AT.plusSeconds(61)));
  }

  @Test
  void aRequestDuringAnAttemptIsRefused() {
    assertThat(ISSUED.attempted(AT).state().requestMail(Optional.empty(), AT))
        .isEqualTo(new Decision.Refused<>(MailRefusal.IN_PROGRESS));
  }

  @Test
  void noLaterChangeChangesTheIdOfAnEvent() {
    EventId issued = ISSUED.issuedEvent().eventId();
    Document requested = accepted(ended(ISSUED, new Sent(AT)), Optional.empty(), AT).state();
    EventId request = requested.mailCause();

    Document sentAgain = ended(requested, new Sent(AT.plusSeconds(1)));

    assertThat(sentAgain.issuedEvent()).isEqualTo(ISSUED.issuedEvent());
    assertThat(sentAgain.issuedEvent().eventId()).isEqualTo(issued);
    assertThat(sentAgain.mailCause()).isEqualTo(request).isNotEqualTo(issued);
  }

  @Test
  void aReasonIsOneLineWithoutControlCharacters() {
    assertThat(new Refused("550-No such user\r\n550 \u0007here\u2028 at all\n").reason())
        .isEqualTo("550-No such user 550 here at all");
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    Undeliverable long_ = new Undeliverable("🚗".repeat(600));

    assertThat(long_.reason()).isEqualTo("🚗".repeat(500));
    assertThat(new Undeliverable(long_.reason())).isEqualTo(long_);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n", "\u202e"})
  void anEmptyReasonGetsADefaultText(String words) {
    assertThat(new Waiting(AT, Cause.MAIL, words).reason())
        .isEqualTo("The mail server gave no reason");
  }

  private static Document ended(Document document, MailStatus status) {
    Document attempted = document.attempted(AT).state();
    return attempted.ended(attempted.mailing().attempts(), status).orElseThrow().state();
  }

  private static Change<Document> accepted(
      Document document, Optional<EmailAddress> to, Instant at) {
    return document.requestMail(to, at)
            instanceof Decision.Accepted<Document, MailRefusal>(var change, var others)
        ? change
        : fail(document);
  }

  private static Change<Document> fail(Document document) {
    throw new AssertionError("Refused: " + document);
  }
}
