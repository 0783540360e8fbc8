package io.fleetfix.localmail;

import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.localmail.ShownMail.Listed;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest mails, in a folder. They outlive the process. Thread-safe. */
final class KeptMails {
  private static final Logger LOG = LoggerFactory.getLogger(KeptMails.class);

  private final MailFolder folder;
  private final int limit;
  private final Deque<Listed> newestFirst = new ArrayDeque<>();
  private long last = 0;

  private KeptMails(MailFolder folder, int limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * Reads the mails in a folder, which is created if it is missing. Files that can't be read are
   * logged and stay where they are.
   *
   * @param limit how many mails are kept
   */
  static KeptMails in(Path path, int limit) throws IOException {
    KeptMails mails = new KeptMails(MailFolder.open(path), limit);
    for (MailId id : mails.folder.ids()) {
      mails.readBack(id);
    }
    return mails;
  }

  private void readBack(MailId id) throws IOException {
    last = id.number();
    Optional<byte[]> file = folder.read(id);
    try {
      if (file.isPresent()) {
        add(MailFile.shown(id, file.get()).listed());
      }
    } catch (MailFile.Unreadable unreadable) {
      LOG.atWarn()
          .addKeyValue("file", folder.file(id))
          .addKeyValue("problem", unreadable.getMessage())
          .log("Skipped a file that is not a readable mail");
    }
  }

  /**
   * Keeps a mail. When this returns, its file is in place.
   *
   * @throws MailFile.Unreadable if the mail could not be shown later
   * @throws IOException if the file can't be written
   */
  synchronized void take(MimeMessage mail, String recipient, Instant now)
      throws MailFile.Unreadable, IOException {
    MailId id = new MailId(last + 1);
    byte[] file = MailFile.of(mail, recipient, now);
    Listed listed = MailFile.shown(id, file).listed();
    folder.write(id, out -> out.write(file));
    last = id.number();
    add(listed);
  }

  /** The newest first. */
  synchronized List<Listed> list() {
    return List.copyOf(newestFirst);
  }

  /**
   * Empty if the mail is not in the list.
   *
   * @throws MailFile.Unreadable if its file has been changed
   */
  Optional<ShownMail> find(MailId id) throws MailFile.Unreadable, IOException {
    Optional<byte[]> file = isKept(id) ? folder.read(id) : Optional.empty();
    return file.isEmpty() ? Optional.empty() : Optional.of(MailFile.shown(id, file.get()));
  }

  private synchronized boolean isKept(MailId id) {
    return newestFirst.stream().anyMatch(mail -> mail.id().equals(id.toString()));
  }

  private void add(Listed mail) {
    newestFirst.addFirst(mail);
    while (newestFirst.size() > limit) {
      Listed oldest = newestFirst.removeLast();
      MailId.parse(oldest.id()).ifPresent(this::delete);
    }
  }

  /** A file that can't be deleted is deleted after the next start. */
  private void delete(MailId id) {
    try {
      folder.delete(id);
    } catch (IOException stillThere) {
      LOG.atWarn()
          .addKeyValue("file", folder.file(id))
          .setCause(stillThere)
          .log("An old mail could not be deleted");
    }
  }
}
