package io.fleetfix.application.port;

import io.fleetfix.domain.repair.RepairId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sent mails, for profiles that run on one machine. Not available on AWS. A mail that was sent
 * twice is kept twice.
 */
public interface Mailbox {
  /** How many mails are kept. Older ones are dropped. */
  int MAX_MAILS = 200;

  /**
   * Up to {@link #MAX_MAILS} mails, newest first.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if they can't be read at the moment
   */
  List<Mail> mails();

  /**
   * A mail with its contents.
   *
   * @return empty if the mail was never kept, or has been dropped since
   * @throws io.fleetfix.outbox.port.StorageUnavailable if it can't be read at the moment
   */
  Optional<KeptMail> find(MailId id);

  /**
   * Identifies one kept mail, safe in paths and log lines. A later mail has a greater number.
   *
   * @param number from 1; has at most 18 digits
   */
  record MailId(long number) {
    private static final Pattern FORM = Pattern.compile("M-([1-9][0-9]{0,17})");

    /** Empty if the text cannot be the id of any mail. */
    public static Optional<MailId> parse(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(new MailId(Long.parseLong(form.group(1))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "M-" + number;
    }
  }

  /**
   * A mail as a mail client lists it.
   *
   * @param messageId with angle brackets; a repeated mail has the same Message-ID and another id
   */
  record Mail(
      MailId id, String messageId, String to, String subject, Instant sentAt, RepairId repairId) {}

  /**
   * A mail as its reader gets it.
   *
   * @param from the sender's name and address; null if the mail names no sender
   * @param text the plain-text body; empty if there is none
   * @param html the body as a page; null if there is none. It can contain anything: show it only
   *     where it can run no scripts and load nothing
   */
  record KeptMail(
      Mail mail,
      @Nullable String from,
      String text,
      @Nullable String html,
      List<Attachment> attachments) {
    public KeptMail {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * A file that is attached to a mail.
   *
   * @param name as the mail names it: can contain any character
   * @param type the media type that the mail names, without parameters
   * @param content can be generated with each call, and then not always the same bytes
   */
  record Attachment(String name, String type, Supplier<byte[]> content) {}
}
