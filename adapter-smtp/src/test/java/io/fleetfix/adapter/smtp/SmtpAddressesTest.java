package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.MailOutcome.Unavailable;
import io.fleetfix.application.port.MailOutcome.Undeliverable;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.Sender;
import io.fleetfix.testing.contract.InvoiceMailContract;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of every script, and those to which no mail can be sent. */
class SmtpAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@-example.com",
        "ada@exa_mple.com",
        "ada@xn--a.example",
        "ada@[192.0.2.1]",
        ".ada@example.com",
        "a..da@example.com",
        "ada.@example.com",
        "a,b@example.com",
      })
  void anAddressThatCannotExistIsUndeliverable(String address) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.usual())) {
      assertThat(Mailing.outcome(Mailing.to(server, SmtpWaits.USUAL), to(address)))
          .isEqualTo(new Undeliverable("No mail server can have this address"));
      assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void sendsToTheOwnerOfADomainWithASharpS() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.usual())) {
      assertThat(Mailing.outcome(Mailing.to(server, SmtpWaits.USUAL), to("ada@faß.de")))
          .isEqualTo(new Accepted());
      assertThat(server.heard()).contains("RCPT TO:<ada@xn--fa-hia.de>");
    }
  }

  @Test
  void aLocalPartBeyondAsciiRequiresAnExtension() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.usual())) {
      MailOutcome outcome =
          Mailing.outcome(Mailing.to(server, SmtpWaits.USUAL), to("ädä@example.com"));

      assertThat(outcome)
          .isEqualTo(
              new Undeliverable(
                  "The mail server does not support this address: it lacks SMTPUTF8"));
      assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void usesTheExtensionOnlyForMailsThatRequireIt() throws Exception {
    try (ScriptedServer server = ScriptedServer.offering("SMTPUTF8")) {
      SmtpInvoiceMail mail = Mailing.to(server, SmtpWaits.USUAL);

      assertThat(Mailing.outcome(mail, to("ädä@bücher.example"))).isEqualTo(new Accepted());
      assertThat(Mailing.outcome(mail, to("ada@bücher.example"))).isEqualTo(new Accepted());

      assertThat(server.heard())
          .containsSubsequence(
              "MAIL FROM:<garage@example.com> SMTPUTF8",
              "RCPT TO:<ädä@xn--bcher-kva.example>",
              "MAIL FROM:<garage@example.com>",
              "RCPT TO:<ada@xn--bcher-kva.example>")
          .anyMatch(line -> line.startsWith("To: ") && line.contains("<ädä@xn--bcher-kva"));
    }
  }

  @Test
  void aSenderBeyondAsciiIsOurTrouble() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.usual())) {
      SmtpInvoiceMail mail =
          new SmtpInvoiceMail(
              SmtpServer.parse("smtp://127.0.0.1:" + server.port()),
              new Sender("Garage", "gärage@example.com"),
              MailServer.PRINTER,
              InstantSource.fixed(NOON));

      assertThat(Mailing.outcome(mail, Mailing.MAIL)).isInstanceOf(Unavailable.class);
    }
  }

  private static OutgoingMail to(String address) {
    return InvoiceMailContract.mail(InvoiceMailContract.letter(CUSTOMER, "Oil"), address);
  }
}
