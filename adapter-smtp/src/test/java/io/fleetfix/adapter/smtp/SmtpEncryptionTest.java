package io.fleetfix.adapter.smtp;

import static io.fleetfix.application.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.application.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMailContract;
import io.fleetfix.application.port.MailUnavailable;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is said that others could read, and nothing to a stranger. */
class SmtpEncryptionTest {
  private static final InvoiceLetter LETTER = InvoiceMailContract.letter(CUSTOMER, "Oil");

  @AfterEach
  void forgetTheCertificate() {
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
  }

  @Test
  void aServerWithoutStartTlsHearsNeitherPasswordNorMail() throws Exception {
    try (ScriptedServer server = ScriptedServer.offering("8BITMIME")) {
      SmtpInvoiceMail mail = mail(Encryption.STARTTLS, server.port(), new Properties());

      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail.send(LETTER))
          .withMessageContaining("STARTTLS");
      assertThat(server.heard()).noneMatch(line -> line.matches("(?s)(AUTH|MAIL|RCPT|DATA).*"));
    }
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
    try (MailServer server = MailServer.startWithTls()) {
      SmtpInvoiceMail mail = mail(Encryption.TLS, server.port(), new Properties());

      assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> mail.send(LETTER));
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aServerWithTheRightNameGetsTheMailAndOneWithAnotherDoesNot(@TempDir Path folder)
      throws Exception {
    Properties trusting = trusting(certificate(folder.resolve("right"), "ip:127.0.0.1"));
    try (MailServer server = MailServer.startWithTls()) {
      server.greenMail().setUser("user", "secret");
      assertThat(mail(Encryption.TLS, server.port(), trusting).send(LETTER)).isEmpty();
      assertThat(server.mails()).hasSize(1);
    }
    Properties trustingAnother =
        trusting(certificate(folder.resolve("other"), "dns:mail.example.com"));
    try (MailServer server = MailServer.startWithTls()) {
      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail(Encryption.TLS, server.port(), trustingAnother).send(LETTER))
          .withMessageContaining("SSLHandshakeException");
      assertThat(server.mails()).isEmpty();
    }
  }

  private static SmtpInvoiceMail mail(Encryption encryption, int port, Properties special) {
    return new SmtpInvoiceMail(
        new SmtpServer(encryption, "127.0.0.1", port, new Credentials("user", "secret")),
        MailServer.SENDER,
        MailServer.ZONE,
        InstantSource.fixed(NOON),
        special);
  }

  /** A certificate that servers started from now on show. */
  private static Path certificate(Path store, String name) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "mail",
                "-dname",
                "CN=mail",
                "-ext",
                "san=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, store.toString());
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, "changeit");
    return store;
  }

  private static Properties trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    Properties special = new Properties();
    special.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return special;
  }
}
