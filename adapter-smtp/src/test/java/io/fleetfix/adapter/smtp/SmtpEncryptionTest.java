package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.testing.contract.InvoiceMailContract;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends nothing in plain text, and nothing to a server without a trusted certificate. */
class SmtpEncryptionTest {
  private static final InvoiceLetter LETTER = InvoiceMailContract.letter(CUSTOMER, "Oil");
  private static final String PASSWORD = "changeit";

  @SuppressWarnings("NullAway.Init")
  private static Path store;

  /** The certificate of every server in this test: for {@code localhost}, self-signed. */
  @BeforeAll
  static void makeACertificate(@TempDir Path folder) throws Exception {
    store = folder.resolve("certificate");
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
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, store.toString());
    System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, PASSWORD);
  }

  @AfterAll
  static void forgetIt() {
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
  }

  @Test
  void sendsNeitherPasswordNorMailWithoutStartTls() throws Exception {
    try (ScriptedServer server = ScriptedServer.offering("8BITMIME")) {
      SmtpInvoiceMail mail =
          mail("localhost", Encryption.STARTTLS, server.port(), new Properties());

      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail.send(LETTER))
          .withMessageContaining("STARTTLS");
      assertThat(server.heard()).noneMatch(line -> line.matches("(?s)(AUTH|MAIL|RCPT|DATA).*"));
    }
  }

  @Test
  void sendsNothingToAnUntrustedServer() throws Exception {
    try (MailServer server = MailServer.startWithTls()) {
      SmtpInvoiceMail mail = mail("localhost", Encryption.TLS, server.port(), new Properties());

      assertThatExceptionOfType(MailUnavailable.class).isThrownBy(() -> mail.send(LETTER));
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void sendsOnlyToTheNameInTheCertificate() throws Exception {
    Properties trusting = trusting();
    try (MailServer server = MailServer.startWithTls()) {
      server.greenMail().setUser("user", "secret");

      assertThatExceptionOfType(MailUnavailable.class)
          .isThrownBy(() -> mail("127.0.0.1", Encryption.TLS, server.port(), trusting).send(LETTER))
          .withMessageContaining("No subject alternative names");
      assertThat(server.mails()).isEmpty();

      assertThat(mail("localhost", Encryption.TLS, server.port(), trusting).send(LETTER)).isEmpty();
      assertThat(server.mails()).hasSize(1);
    }
  }

  private static SmtpInvoiceMail mail(
      String host, Encryption encryption, int port, Properties special) {
    return new SmtpInvoiceMail(
        new SmtpServer(encryption, host, port, new Credentials("user", "secret")),
        MailServer.SENDER,
        MailServer.PRINTER,
        InstantSource.fixed(NOON),
        special);
  }

  private static Properties trusting() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
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
    // Otherwise the library retries with the JDK's trust store and reports that failure instead.
    special.setProperty("mail.smtp.socketFactory.fallback", "false");
    return special;
  }
}
