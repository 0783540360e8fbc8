package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sends nothing in plain text, and nothing to a server without a trusted certificate. */
class SmtpEncryptionTest {
  private static final String SECRETS = "(?s)(AUTH|MAIL|RCPT|DATA).*";

  @Test
  void sendsNeitherPasswordNorMailWithoutStartTls() throws Exception {
    try (ScriptedServer server = ScriptedServer.offering("8BITMIME")) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, Encryption.STARTTLS, "localhost").connect())
          .withMessageContaining("STARTTLS");
      assertThat(server.heard()).noneMatch(line -> line.matches(SECRETS));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Encryption.class,
      names = {"TLS", "STARTTLS"})
  void sendsNothingToAnUntrustedServer(Encryption encryption) throws Exception {
    try (ScriptedServer server = start(encryption, Certificates.UNKNOWN)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, encryption, "localhost").connect())
          .withMessageContaining("PKIX");
      assertThat(server.heard()).noneMatch(line -> line.matches(SECRETS));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Encryption.class,
      names = {"TLS", "STARTTLS"})
  void sendsOnlyToTheNameInTheCertificate(Encryption encryption) throws Exception {
    try (ScriptedServer server = start(encryption, Certificates.TRUSTED)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, encryption, "127.0.0.1").connect())
          .withMessageContaining("No subject alternative names");
      assertThat(server.heard()).noneMatch(line -> line.matches(SECRETS));

      assertThat(Mailing.outcome(mail(server, encryption, "localhost"), Mailing.MAIL))
          .isEqualTo(new Accepted());
      assertThat(server.accepted()).hasSize(1);
    }
  }

  /** What the server offered in plain text could be an attacker's offer. */
  @Test
  void sendsNoPasswordIfTheServerIsSilentAboutItsExtensionsAfterStartTls() throws Exception {
    AtomicInteger greetings = new AtomicInteger();
    Script forgetful =
        Script.usual()
            .startingTls(Certificates.TRUSTED)
            .answering(
                line ->
                    line.startsWith("EHLO") && greetings.incrementAndGet() == 2
                        ? Optional.of("502 5.5.1 What?")
                        : Optional.empty());
    try (ScriptedServer server = ScriptedServer.start(forgetful)) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(server, Encryption.STARTTLS, "localhost").connect())
          .withMessageContaining("502 5.5.1 What?");
      assertThat(server.heard()).noneMatch(line -> line.matches(SECRETS));
    }
  }

  private static ScriptedServer start(Encryption encryption, SSLContext certificate)
      throws Exception {
    return ScriptedServer.start(
        encryption == Encryption.TLS
            ? Script.usual().encrypted(certificate)
            : Script.usual().startingTls(certificate));
  }

  private static SmtpInvoiceMail mail(ScriptedServer server, Encryption encryption, String host) {
    return Mailing.to(
        new SmtpServer(encryption, host, server.port(), new Credentials("user", "secret")),
        SmtpWaits.USUAL,
        0);
  }
}
