package io.fleetfix.localmail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localmail.ShownMail.Attached;
import io.fleetfix.localmail.ShownMail.Listed;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the mails of a {@link MailProcess}. */
final class HttpMailbox implements Mailbox {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TIMEOUT_MILLIS = 5_000;

  private final URI mails;

  HttpMailbox(URI mails) {
    this.mails = mails;
  }

  @Override
  public List<Mail> mails() {
    return read(mails, Listed[].class).stream()
        .flatMap(Arrays::stream)
        .map(HttpMailbox::mail)
        .toList();
  }

  @Override
  public Optional<KeptMail> find(MailId id) {
    return read(URI.create(mails + "/" + id), ShownMail.class).map(HttpMailbox::kept);
  }

  private static <T> Optional<T> read(URI from, Class<T> type) {
    try {
      HttpURLConnection connection = (HttpURLConnection) from.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (connection.getResponseCode() == 404) {
        return Optional.empty();
      }
      try (InputStream answer = connection.getInputStream()) {
        return Optional.of(JSON.readValue(answer, type));
      }
    } catch (IOException gone) {
      throw new StorageUnavailable(gone);
    }
  }

  private static KeptMail kept(ShownMail mail) {
    return new KeptMail(
        mail(mail.listed()),
        mail.from(),
        mail.text(),
        mail.html(),
        mail.attachments().stream().map(HttpMailbox::attachment).toList());
  }

  private static Attachment attachment(Attached file) {
    return new Attachment(
        file.name(), file.type(), () -> Base64.getDecoder().decode(file.content()));
  }

  private static Mail mail(Listed mail) {
    return new Mail(
        MailId.parse(mail.id()).orElseThrow(),
        mail.messageId(),
        mail.to(),
        mail.subject(),
        Instant.parse(mail.sentAt()),
        new RepairId(mail.repairId()));
  }
}
