package io.fleetfix.localmail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localmail.ShownMail.Listed;
import io.fleetfix.outbox.event.UtcMillis;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The format of a mail's file: the mail as it was received, after two headers that say when and for
 * whom. A mail program can open it.
 */
final class MailFile {
  /** In UTC, with milliseconds. */
  private static final String RECEIVED_AT = "X-FleetFix-Received-At";

  /** URL-encoded, because an address can have any character. */
  private static final String RECEIVED_FOR = "X-FleetFix-Received-For";

  private static final String REPAIR = "X-FleetFix-Repair";

  private MailFile() {}

  /** The file can't be shown. The message contains nothing of the mail. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String problem) {
      super(problem);
    }

    Unreadable(Exception cause) {
      super(cause.getClass().getSimpleName(), cause);
    }
  }

  /** The contents of the file of a mail that has just been received. */
  static byte[] of(MimeMessage mail, String recipient, Instant now) throws Unreadable {
    String head =
        RECEIVED_AT
            + (": " + UtcMillis.text(now) + "\r\n" + RECEIVED_FOR + ": ")
            + (URLEncoder.encode(recipient, UTF_8) + "\r\n");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head.getBytes(US_ASCII));
    try {
      mail.writeTo(file);
    } catch (MessagingException | IOException malformed) {
      throw new Unreadable(malformed);
    }
    return file.toByteArray();
  }

  /**
   * Reads a whole file.
   *
   * @throws Unreadable if it is not a complete mail of this service
   */
  static ShownMail shown(MailId id, byte[] file) throws Unreadable {
    try {
      MimeMessage mail = new MimeMessage(session(), new ByteArrayInputStream(file));
      MailParts parts = MailParts.of(mail);
      return new ShownMail(
          listed(id, mail), from(mail), parts.text(), parts.html(), parts.attachments());
    } catch (MessagingException | IOException | RuntimeException malformed) {
      throw new Unreadable(malformed);
    }
  }

  private static Listed listed(MailId id, MimeMessage mail) throws MessagingException, Unreadable {
    return new Listed(
        id.toString(),
        header(mail, "Message-ID"),
        URLDecoder.decode(header(mail, RECEIVED_FOR), UTF_8),
        Objects.requireNonNullElse(mail.getSubject(), ""),
        UtcMillis.text(Instant.parse(header(mail, RECEIVED_AT))),
        RepairId.parse(header(mail, REPAIR))
            .orElseThrow(() -> new Unreadable("Malformed " + REPAIR))
            .value());
  }

  private static @Nullable String from(MimeMessage mail) throws MessagingException {
    Address @Nullable [] from = mail.getFrom();
    if (from == null || from.length == 0) {
      return null;
    }
    InternetAddress sender = (InternetAddress) from[0];
    String name = sender.getPersonal();
    return name == null ? sender.getAddress() : name + " <" + sender.getAddress() + ">";
  }

  /** The first one: those that this class writes come before those of the sender. */
  private static String header(MimeMessage mail, String name)
      throws MessagingException, Unreadable {
    String @Nullable [] values = mail.getHeader(name);
    if (values == null || values.length == 0) {
      throw new Unreadable("No " + name);
    }
    return values[0];
  }

  /** Reads addresses of every script (RFC 6531). */
  private static Session session() {
    Properties settings = new Properties();
    settings.setProperty("mail.mime.allowutf8", "true");
    return Session.getInstance(settings);
  }
}
