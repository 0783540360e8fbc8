package io.fleetfix.adapter.smtp;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.smtp.SmtpAnswersTest.Kind;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long the adapter waits for each response. */
class SmtpWaitsTest {
  private static final Duration DEADLINE = patient(Duration.ofMinutes(1));

  /** Waits long for nothing but the acceptance. */
  private static final SmtpWaits LONG_FOR_ACCEPTANCE =
      new SmtpWaits(
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofHours(1),
          DEADLINE,
          Duration.ofMillis(500));

  /** Otherwise a slow attempt could overlap with the next one, which another process makes. */
  @Test
  void aMailThatIsNotCompleteInTimeIsNotSent() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    SmtpWaits late = new SmtpWaits(minute, minute, Duration.ZERO, minute, minute);
    try (ScriptedServer server = ScriptedServer.start(Script.usual())) {
      assertThat(Mailing.outcome(Mailing.to(server, late), Mailing.MAIL))
          .isInstanceOf(MailOutcome.Deferred.class);
      assertThat(server.heard()).contains("DATA").doesNotContain(".");
      assertThat(server.accepted()).isEmpty();
    }
  }

  @Test
  void waitsTenMinutesForTheAcceptanceAndAMinuteForEverythingElse() {
    assertThat(SmtpWaits.USUAL)
        .isEqualTo(
            new SmtpWaits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(240),
                Duration.ofSeconds(600),
                Duration.ofSeconds(5)));
  }

  /** The second mail shows that the time has passed after which the first one would fail. */
  @ParameterizedTest
  @EnumSource(Encryption.class)
  void waitsLongerForTheResponseToTheCompleteMail(Encryption encryption) throws Exception {
    CompletableFuture<String> accepted = new CompletableFuture<>();
    try (ScriptedServer slow =
            ScriptedServer.start(
                Mailing.script(encryption)
                    .answering(
                        line ->
                            line.equals(".") ? Optional.of(accepted.join()) : Optional.empty()));
        ScriptedServer silent =
            ScriptedServer.start(Mailing.script(encryption).answering("RCPT", Script.SILENCE))) {
      CompletableFuture<Kind> first = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> first.complete(outcome(slow, encryption)));
      eventually(() -> assertThat(slow.heard()).contains("."));

      assertThat(outcome(silent, encryption)).isEqualTo(Kind.DEFERRED);
      assertThat(first).isNotDone();
      accepted.complete("250 fine");

      assertThat(first.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(Kind.ACCEPTED);
    }
  }

  @Test
  void doesNotWaitForeverForTheAcceptance() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(Script.usual().answering(".", Script.SILENCE))) {
      assertThat(Kind.of(Mailing.outcome(Mailing.to(server, Mailing.IMPATIENT), Mailing.MAIL)))
          .isEqualTo(Kind.UNCLEAR);
    }
  }

  private static Kind outcome(ScriptedServer server, Encryption encryption) {
    return Kind.of(
        Mailing.outcome(Mailing.to(server, encryption, LONG_FOR_ACCEPTANCE, 0), Mailing.MAIL));
  }
}
