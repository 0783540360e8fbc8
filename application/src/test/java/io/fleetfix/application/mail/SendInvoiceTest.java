package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.OTHER_ID;
import static io.fleetfix.application.SomeRepairs.completed;
import static io.fleetfix.application.mail.MailDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.reaction.UnknownRepair;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailStatus.Attempted;
import io.fleetfix.domain.mail.MailStatus.Pending;
import io.fleetfix.domain.mail.MailStatus.Refused;
import io.fleetfix.domain.mail.MailStatus.Sent;
import io.fleetfix.domain.mail.MailStatus.Undeliverable;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendInvoiceTest {
  private final MailDesk desk = new MailDesk();
  private final ScriptedMail mail = new ScriptedMail();
  private final OutboxEntry event = desk.issue(ID);
  private final SendInvoice process = desk.process(mail);

  @Test
  void claimsAnAttemptSendsTheInvoiceAndRecordsIt() {
    mail.answer =
        sending -> {
          assertThat(desk.mailing(ID).status()).isEqualTo(new Attempted(NOW));
          return new MailOutcome.Accepted();
        };

    process.on(event);

    Invoice issued = desk.store.invoices().find(ID).orElseThrow();
    assertThat(mail.attempts).hasSize(1);
    OutgoingMail sent = mail.attempts.getFirst();
    assertThat(sent.letter().document().number()).isEqualTo(issued.number());
    assertThat(sent.letter()).isEqualTo(Letter.of(sent.letter().document(), completed(ID)));
    assertThat(sent.to()).isEqualTo(new EmailAddress("ada@example.com"));
    assertThat(sent.cause()).isEqualTo(event.eventId());
    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
    assertThat(desk.mailing(ID).sentAt()).contains(NOW);
    assertThat(desk.store.commits()).isEqualTo(2);
  }

  @Test
  void sendsNothingWithoutAClaim() {
    desk.store.overtakeBy(SendInvoiceTest::storeIsDown);

    assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> process.on(event));

    assertThat(mail.attempts).isEmpty();
    assertThat(desk.mailing(ID).status()).isEqualTo(new Pending());
  }

  @Test
  void ignoresARedeliveredEvent() {
    process.on(event);
    process.on(event);

    assertThat(mail.attempts).hasSize(1);
    assertThat(desk.store.commits()).isEqualTo(2);
  }

  @Test
  void leavesAnAttemptOfAnotherProcessAlone() {
    desk.store.overtakeBy(() -> desk.store.put(attempted(ID)));

    assertThat(MailDesk.pass(event, process)).containsInstanceOf(Postponed.class);
    assertThat(MailDesk.pass(event, process)).containsInstanceOf(Postponed.class);

    assertThat(mail.attempts).isEmpty();
    assertThat(desk.mailing(ID).attempts()).isEqualTo(1);
  }

  @Test
  void anUnclearAttemptIsFollowedByNoneForAQuarterOfAnHour() {
    mail.answer = sending -> new MailOutcome.Unclear("Connection reset");
    assertThat(MailDesk.pass(event, process)).containsInstanceOf(Postponed.class);
    mail.answer = sending -> new MailOutcome.Accepted();

    desk.pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(MailDesk.pass(event, process)).containsInstanceOf(Postponed.class);
    assertThat(mail.attempts).hasSize(1);
    desk.pass(Duration.ofMillis(1));
    process.on(event);

    assertThat(mail.attempts).hasSize(2);
    assertThat(mail.attempts.get(0).cause()).isEqualTo(mail.attempts.get(1).cause());
    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }

  /** Its end will be known here, so the message need not wait as long as for another process. */
  @Test
  void aMailThatIsStillBeingSentByThisProcessIsLookedAtAgainSoon() {
    List<Duration> meanwhile = new ArrayList<>();
    mail.answer =
        sending -> {
          meanwhile.add(delay(MailDesk.pass(event, process)));
          return new MailOutcome.Deferred("421 Too slow");
        };

    assertThat(delay(MailDesk.pass(event, process))).isEqualTo(Duration.ofMinutes(1));

    assertThat(meanwhile).containsExactly(Duration.ofSeconds(30));
  }

  /** What another process wrote decides nothing: its clock may be years off. */
  @Test
  void aRestartedProcessMeasuresTheWaitOnItsOwnClock() {
    for (int years : new int[] {-3_000, 0, 3_000}) {
      MailDesk other = new MailDesk();
      OutboxEntry unclear = other.issue(ID);
      other.store.put(
          other
              .store
              .invoices()
              .find(ID)
              .orElseThrow()
              .attempted(NOW.plus(Duration.ofDays(years * 365L)))
              .state());
      ScriptedMail server = new ScriptedMail();
      SendInvoice restarted =
          other.process(server, other.store, Long.MAX_VALUE - 5, InstantSource.fixed(NOW));

      assertThat(delay(MailDesk.pass(unclear, restarted))).isEqualTo(Duration.ofMinutes(15));
      other.pass(Duration.ofMinutes(14));
      assertThat(delay(MailDesk.pass(unclear, restarted))).isEqualTo(Duration.ofMinutes(1));
      assertThat(server.attempts).isEmpty();
      other.pass(Duration.ofMinutes(1));
      restarted.on(unclear);

      assertThat(server.attempts).hasSize(1);
    }
  }

  @Test
  void aDeferredMailWaitsLongerEachTime() {
    mail.answer = sending -> new MailOutcome.Deferred("450 4.2.0 Greylisted");

    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 240, 240}) {
      int before = mail.attempts.size();
      assertThat(delay(MailDesk.pass(event, process))).isEqualTo(Duration.ofMinutes(minutes));
      assertThat(mail.attempts).hasSize(before + 1);
      desk.pass(Duration.ofMinutes(minutes).minusMillis(1));
      assertThat(delay(MailDesk.pass(event, process))).isEqualTo(Duration.ofMillis(1));
      assertThat(mail.attempts).hasSize(before + 1);
      desk.pass(Duration.ofMillis(1));
    }
    assertThat(desk.mailing(ID).status())
        .isEqualTo(new Waiting(NOW, Cause.MAIL, "450 4.2.0 Greylisted"));
  }

  /** After a weekend with a wrong sender, no mail waits for hours. */
  @Test
  void aMailThatWaitsForTheServerWaitsHalfAnHourAtMost() {
    mail.answer = sending -> new MailOutcome.Unavailable("554 Email address is not verified");

    for (int minutes : new int[] {1, 2, 4, 8, 16, 30, 30, 30}) {
      assertThat(delay(MailDesk.pass(event, process))).isEqualTo(Duration.ofMinutes(minutes));
      desk.pass(Duration.ofMinutes(minutes));
    }
    assertThat(desk.mailing(ID).status())
        .isEqualTo(new Waiting(NOW, Cause.SERVER, "554 Email address is not verified"));
  }

  @Test
  void aRefusalIsFinalOnceTheServerHasTakenAnotherMailInBetween() {
    OutboxEntry other = desk.issue(OTHER_ID);
    mail.answer =
        sending ->
            sending.letter().document().repairId().equals(ID)
                ? new MailOutcome.Undeliverable("550 5.1.1 No such user")
                : new MailOutcome.Accepted();
    assertThat(MailDesk.pass(event, process)).isPresent();
    desk.pass(Duration.ofMinutes(1));
    assertThat(MailDesk.pass(event, process)).isPresent();
    assertThat(desk.mailing(ID).status())
        .isEqualTo(new Waiting(NOW, Cause.MAIL, "550 5.1.1 No such user"));

    process.on(other);
    desk.pass(Duration.ofMinutes(2));
    process.on(event);
    process.on(event);

    assertThat(mail.attempts).hasSize(4);
    assertThat(desk.mailing(ID).status()).isEqualTo(new Undeliverable("550 5.1.1 No such user"));
  }

  @Test
  void aMailThatIsRefusedTwiceForItselfIsRefused() {
    mail.answer =
        sending ->
            sending.letter().document().repairId().equals(ID)
                ? new MailOutcome.Refused("552 5.3.4 Too large")
                : new MailOutcome.Accepted();
    assertThat(MailDesk.pass(event, process)).isPresent();
    process.on(desk.issue(OTHER_ID));
    desk.pass(Duration.ofMinutes(1));
    process.on(event);

    assertThat(desk.mailing(ID).status()).isEqualTo(new Refused("552 5.3.4 Too large"));
  }

  /** Otherwise a server with a fault would refuse for good whatever is requested again. */
  @Test
  void whatWasRefusedBeforeARequestDoesNotCountAfterIt() {
    mail.answer = sending -> new MailOutcome.Undeliverable("550 5.1.1 No such user");
    assertThat(MailDesk.pass(event, process)).isPresent();
    mail.answer = sending -> new MailOutcome.Accepted();
    process.on(desk.issue(OTHER_ID));
    mail.answer = sending -> new MailOutcome.Undeliverable("550 5.1.1 No such user");
    desk.store.put(request(ID, "bo@example.com").state());

    assertThat(MailDesk.pass(event, process)).isPresent();

    assertThat(desk.mailing(ID).status()).isInstanceOf(Waiting.class);
  }

  /** The event arrives a second time while the attempt runs. */
  @Test
  void aWaitBeginsAtTheEndOfTheAttempt() {
    mail.answer =
        sending -> {
          assertThat(MailDesk.pass(event, process)).isPresent();
          desk.pass(Duration.ofMinutes(3));
          return new MailOutcome.Deferred("450 4.2.0 Greylisted");
        };

    assertThat(delay(MailDesk.pass(event, process))).isEqualTo(Duration.ofMinutes(1));
  }

  /** Even with the words for an unknown user. */
  @Test
  void aWeekendInWhichTheServerRefusesEveryRecipientRefusesNothingForGood() {
    mail.answer = sending -> new MailOutcome.Undeliverable("550 5.1.1 No such user");
    OutboxEntry other = desk.issue(OTHER_ID);
    for (int hours = 0; hours < 60; hours++) {
      assertThat(MailDesk.pass(event, process)).isPresent();
      assertThat(MailDesk.pass(other, process)).isPresent();
      desk.pass(Duration.ofHours(1));
    }
    mail.answer = sending -> new MailOutcome.Accepted();

    desk.pass(MailPauses.DEFAULT.mail().longest());
    process.on(event);
    assertThat(delay(MailDesk.pass(other, process))).isEqualTo(AttemptWaits.BETWEEN_TURNS);
    desk.pass(AttemptWaits.BETWEEN_TURNS);
    process.on(other);

    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
    assertThat(desk.mailing(OTHER_ID).status()).isEqualTo(new Sent(NOW));
  }

  @Test
  void aServerThatCannotBeReachedCostsNoAttemptAndPausesAllMails() {
    MailUnavailable away = new MailUnavailable("timed out", new IllegalStateException());
    int[] connects = {0};
    mail.onConnect =
        () -> {
          connects[0]++;
          throw away;
        };
    OutboxEntry other = desk.issue(OTHER_ID);

    assertThatExceptionOfType(MailUnavailable.class)
        .isThrownBy(() -> process.on(event))
        .isSameAs(away);
    assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> process.on(event));
    assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> process.on(other));
    assertThat(connects[0]).isEqualTo(1);
    assertThat(desk.store.attempts()).isZero();

    desk.pass(Duration.ofSeconds(1));
    mail.onConnect = () -> {};
    process.on(other);
    process.on(event);

    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }

  @Test
  void goesOnRecordingAnOutcomeWhileTheStoreIsDown() {
    mail.answer =
        sending -> {
          for (int failures = 0; failures < 5; failures++) {
            desk.store.overtakeBy(SendInvoiceTest::storeIsDown);
          }
          return new MailOutcome.Accepted();
        };

    process.on(event);

    assertThat(mail.attempts).hasSize(1);
    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }

  @Test
  void anOutcomeThatCannotBeRecordedCountsAsUnclear() {
    mail.answer =
        sending -> {
          for (int failures = 0; failures < 1_000; failures++) {
            desk.store.overtakeBy(SendInvoiceTest::storeIsDown);
          }
          return new MailOutcome.Accepted();
        };

    assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> process.on(event));

    assertThat(desk.mailing(ID).status()).isInstanceOf(Attempted.class);
    assertThat(MailDesk.pass(event, process)).containsInstanceOf(Postponed.class);
    assertThat(mail.attempts).hasSize(1);
  }

  @Test
  void sendsToAnotherAddressOnRequestUnderTheIdOfTheRequest() {
    process.on(event);
    Change<Document> requested = request(ID, "bo@example.com");
    desk.store.put(requested.state());

    process.on(event); // whichever of its events arrives

    assertThat(mail.attempts).hasSize(2);
    assertThat(mail.attempts.getLast().to()).isEqualTo(new EmailAddress("bo@example.com"));
    assertThat(mail.attempts.getLast().cause()).isEqualTo(requested.events().getFirst().eventId());
    assertThat(desk.mailing(ID).sentAt()).contains(NOW);
  }

  @Test
  void aRequestEndsTheWaitOfADeferredMail() {
    mail.answer = sending -> new MailOutcome.Deferred("452 4.2.2 Mailbox full");
    assertThat(MailDesk.pass(event, process)).isPresent();
    mail.answer = sending -> new MailOutcome.Accepted();
    desk.store.put(request(ID, "bo@example.com").state());

    process.on(event);

    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }

  @Test
  void failsWhenTheInvoiceOrTheRepairIsUnknown() {
    RepairId unknown = new RepairId("R-404");
    OutboxEntry lost = desk.issue(unknown);
    Invoice invoice = desk.store.invoices().find(unknown).orElseThrow();
    desk.store.lose(invoice);
    assertThatExceptionOfType(UnknownInvoice.class)
        .isThrownBy(() -> process.on(lost))
        .returns(unknown, UnknownInvoice::repairId);

    desk.store.lose(completed(unknown));
    desk.store.put(invoice);
    assertThatExceptionOfType(UnknownRepair.class)
        .isThrownBy(() -> process.on(lost))
        .returns(unknown, UnknownRepair::repairId);
    assertThat(mail.attempts).isEmpty();
  }

  private Document attempted(RepairId id) {
    return desk.store.invoices().find(id).orElseThrow().attempted(NOW).state();
  }

  private Change<Document> request(RepairId id, String to) {
    Invoice invoice = desk.store.invoices().find(id).orElseThrow();
    return Fixtures.accepted(invoice.requestMail(Optional.of(new EmailAddress(to)), NOW));
  }

  private static Duration delay(Optional<TransientFailure> failure) {
    return ((Postponed) failure.orElseThrow()).delay();
  }

  private static void storeIsDown() {
    throw new StorageUnavailable(new IllegalStateException("No answer"));
  }
}
