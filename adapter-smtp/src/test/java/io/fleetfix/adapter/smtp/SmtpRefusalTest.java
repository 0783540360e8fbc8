package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.testing.contract.InvoiceMailContract;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which responses of a server are permanent refusals, and which are temporary failures. */
class SmtpRefusalTest {
  private static final InvoiceLetter LETTER = InvoiceMailContract.letter(CUSTOMER, "Oil");

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 No such user",
    "RCPT, 553 5.1.3 Bad address",
    "DATA, 554 5.7.1 Looks like spam",
    "., 552 5.3.4 Too big",
  })
  void aRejectedCustomerOrMailIsPermanent(String command, String answer) throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(command, answer)) {
      Optional<String> refusal = mail(server, "").send(LETTER);

      assertThat(refusal).hasValueSatisfying(words -> assertThat(words).contains(answer));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "connect, 554 5.3.2 Not here",
    "connect, 421 4.3.2 Too many connections",
    "AUTH, 535 5.7.8 Wrong password",
    "AUTH, 454 4.7.0 Try again",
    "MAIL, 530 5.7.0 Authentication required",
    "MAIL, 553 5.7.1 Not your address",
    "MAIL, 451 4.3.0 Busy",
  })
  void everyOtherRejectionIsTemporary(String command, String answer) throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(command, answer)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, "user:pass%2Fword@").send(LETTER))
          .withMessageContaining(answer.substring(4))
          .satisfies(failure -> assertThat(failure.toString()).doesNotContain("pass/word"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 450 4.2.0 Greylisted",
    "RCPT, 452 4.2.2 Mailbox of <ada@example.com> is full",
    "RCPT, 451 ada?",
    "RCPT, 530 5.7.0 Authentication required",
    "RCPT, 421 4.3.2 Closing",
    "DATA, 451 4.3.0 Not for ada@example.com now",
    "., 451 4.3.0 Busy",
  })
  void reportsOnlyCodesOfResponsesThatMayNameTheCustomer(String command, String answer)
      throws Exception {
    String codes = answer.replaceAll(" [A-Za-z].*", "");
    try (ScriptedServer server = ScriptedServer.answering(command, answer)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, "").send(LETTER))
          .withMessageEndingWith("Exception: " + codes)
          .satisfies(failure -> assertThat(failure.toString()).doesNotContainIgnoringCase("ada"));
    }
  }

  @ParameterizedTest
  @CsvSource({"connect", "EHLO", "RCPT", "DATA", "."})
  void aClosedOrSilentConnectionIsTemporary(String command) throws Exception {
    try (ScriptedServer hangingUp = ScriptedServer.answering(command, "");
        ScriptedServer silent = ScriptedServer.answering(command, ScriptedServer.SILENCE)) {
      assertUnavailable(mail(hangingUp, ""));
      assertUnavailable(mail(silent, ""));
    }
  }

  @Test
  void anUnreachableServerIsTemporary() throws Exception {
    assertUnavailable(MailServer.mail("smtp://127.0.0.1:" + closedPort(), new Properties()));
    assertUnavailable(MailServer.mail("smtp://nowhere.invalid:25", new Properties()));
  }

  @Test
  void ignoresTheResponseToQuit() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering("QUIT", "451 4.3.0 Busy")) {
      assertThat(mail(server, "").send(LETTER)).isEmpty();
    }
  }

  @Test
  void anUnsupportedAddressIsPermanentlyRefused() throws Exception {
    InvoiceLetter letter =
        InvoiceMailContract.letter(new Customer("Ada", "ädä@example.com"), "Oil");

    try (ScriptedServer server = ScriptedServer.answering("never", "")) {
      assertThat(mail(server, "").send(letter))
          .hasValueSatisfying(words -> assertThat(words).contains("SMTPUTF8"));
      assertThat(server.heard()).noneMatch(line -> line.startsWith("RCPT"));
    }
    try (ScriptedServer server = ScriptedServer.offering("SMTPUTF8")) {
      assertThat(mail(server, "").send(letter)).isEmpty();
      assertThat(server.heard()).contains("RCPT TO:<ädä@example.com>");
    }
  }

  private static void assertUnavailable(SmtpInvoiceMail mail) {
    assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> mail.send(LETTER));
  }

  private static SmtpInvoiceMail mail(ScriptedServer server, String userInfo) {
    Properties impatient = new Properties();
    impatient.setProperty("mail.smtp.timeout", "500");
    return MailServer.mail("smtp://" + userInfo + "127.0.0.1:" + server.port(), impatient);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
