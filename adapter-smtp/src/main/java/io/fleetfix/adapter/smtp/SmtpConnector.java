package io.fleetfix.adapter.smtp;

import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/** Connects to a mail server and logs in. */
record SmtpConnector(SmtpServer server) {
  private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(1);

  SmtpConversation connect(SmtpWaits waits) throws MessagingException {
    SmtpSocket socket = new SmtpSocket();
    SmtpConversation conversation = new SmtpConversation(session(socket, waits), socket, waits);
    Credentials credentials = server.credentials();
    conversation.connect(
        server.host(),
        server.port(),
        credentials == null ? null : credentials.user(),
        credentials == null ? null : credentials.password());
    return conversation;
  }

  private Session session(SmtpSocket socket, SmtpWaits waits) {
    Properties settings = new Properties();
    set(settings, "mail.smtp.auth", server.credentials() != null);
    set(settings, "mail.smtp.ssl.enable", server.encryption() == Encryption.TLS);
    set(settings, "mail.smtp.ssl.checkserveridentity", true);
    set(settings, "mail.smtp.starttls.enable", server.encryption() == Encryption.STARTTLS);
    set(settings, "mail.smtp.starttls.required", server.encryption() == Encryption.STARTTLS);
    set(settings, "mail.smtp.connectiontimeout", waits.connection());
    set(settings, "mail.smtp.timeout", waits.response());
    set(settings, "mail.smtp.writetimeout", WRITE_TIMEOUT);
    // The server has accepted the mail by then, so its response to QUIT is irrelevant.
    set(settings, "mail.smtp.quitwait", false);
    settings.put("mail.smtp.socketFactory", socket);
    // Otherwise the library connects a second time if the first time fails, by another socket.
    set(settings, "mail.smtp.socketFactory.fallback", false);
    return Session.getInstance(settings);
  }

  private static void set(Properties settings, String name, boolean value) {
    settings.setProperty(name, Boolean.toString(value));
  }

  private static void set(Properties settings, String name, Duration value) {
    settings.setProperty(name, Long.toString(value.toMillis()));
  }
}
