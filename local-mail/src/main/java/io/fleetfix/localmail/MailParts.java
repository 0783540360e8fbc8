package io.fleetfix.localmail;

import io.fleetfix.localmail.ShownMail.Attached;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies and the attachments of a mail. The first part in plain text and the first one in HTML
 * are its bodies, unless they are files; all other parts are attachments.
 */
final class MailParts {
  private static final int MAX_DEPTH = 8;
  private static final String UNNAMED = "attachment";

  private final List<Attached> attachments = new ArrayList<>();
  private @Nullable String text;
  private @Nullable String html;

  private MailParts() {}

  /**
   * Reads all parts.
   *
   * @throws MessagingException if the parts are malformed, incomplete or nested too deeply
   * @throws IOException if a part can't be decoded
   */
  static MailParts of(Part mail) throws MessagingException, IOException {
    MailParts parts = new MailParts();
    parts.take(mail, 0);
    return parts;
  }

  String text() {
    return Objects.requireNonNullElse(text, "");
  }

  @Nullable String html() {
    return html;
  }

  List<Attached> attachments() {
    return List.copyOf(attachments);
  }

  private void take(Part part, int depth) throws MessagingException, IOException {
    boolean body = part.getFileName() == null;
    if (part.isMimeType("multipart/*")) {
      takeAll((Multipart) part.getContent(), depth);
    } else if (body && text == null && part.isMimeType("text/plain")) {
      text = (String) part.getContent();
    } else if (body && html == null && part.isMimeType("text/html")) {
      html = (String) part.getContent();
    } else {
      attachments.add(attached(part));
    }
  }

  private void takeAll(Multipart parts, int depth) throws MessagingException, IOException {
    if (depth == MAX_DEPTH) {
      throw new MessagingException("The parts are nested too deeply");
    }
    for (int i = 0; i < parts.getCount(); i++) {
      take(parts.getBodyPart(i), depth + 1);
    }
  }

  private static Attached attached(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return new Attached(
          Objects.requireNonNullElse(part.getFileName(), UNNAMED),
          new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
          Base64.getEncoder().encodeToString(content.readAllBytes()));
    }
  }
}
