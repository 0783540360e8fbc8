package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails before a mail is begun: no mail can be sent at the moment. */
class SmtpUnavailableTest {
  @ParameterizedTest
  @CsvSource({
    "connect, 554 5.3.2 Not here",
    "connect, 421 4.3.2 Too many connections",
    "connect, 554 5.7.1 Blocked",
    "AUTH, 535 5.7.8 Wrong password",
    "AUTH, 454 4.7.0 Try again",
    "AUTH, 550 5.1.1 No such user",
  })
  void noConnectionIsUnavailable(String command, String answer) throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(command, answer)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, "user:pass%2Fword@").connect())
          .withMessageContaining(answer.substring(4))
          .satisfies(failure -> assertThat(failure.toString()).doesNotContain("pass/word"));
      assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void aServerWithoutExtensionsIsAvailableUnlessItRefusesHeloToo() throws Exception {
    try (ScriptedServer old = ScriptedServer.answering("EHLO", "502 5.5.1 What?");
        ScriptedServer refusing =
            ScriptedServer.start(
                Script.usual()
                    .answering(
                        line ->
                            line.matches("(EHLO|HELO) .*")
                                ? Optional.of("550 5.7.1 Go away")
                                : Optional.empty()))) {
      mail(old, "").connect().close();

      assertUnavailable(mail(refusing, ""));
    }
  }

  @ParameterizedTest
  @CsvSource({"connect", "EHLO", "AUTH"})
  void aSilentServerIsUnavailable(String command) throws Exception {
    try (ScriptedServer silent = ScriptedServer.answering(command, ScriptedServer.SILENCE)) {
      assertUnavailable(mail(silent, "user:password@"));
    }
  }

  @Test
  void anUnreachableServerIsUnavailable() throws Exception {
    assertUnavailable(MailServer.mail("smtp://127.0.0.1:" + closedPort(), Mailing.IMPATIENT));
    assertUnavailable(MailServer.mail("smtp://nowhere.invalid:25", Mailing.IMPATIENT));
  }

  @Test
  void aSenderWhoseDomainCannotExistStopsTheStart() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                new SmtpInvoiceMail(
                    SmtpServer.parse("smtp://127.0.0.1"),
                    new Sender("Garage", "garage@-example.com"),
                    MailServer.PRINTER,
                    InstantSource.fixed(NOON)))
        .withMessageContaining("sender");
  }

  private static void assertUnavailable(SmtpInvoiceMail mail) {
    assertThatExceptionOfType(MailUnavailable.class).isThrownBy(mail::connect);
  }

  private static SmtpInvoiceMail mail(ScriptedServer server, String userInfo) {
    return MailServer.mail("smtp://" + userInfo + "127.0.0.1:" + server.port(), Mailing.IMPATIENT);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
