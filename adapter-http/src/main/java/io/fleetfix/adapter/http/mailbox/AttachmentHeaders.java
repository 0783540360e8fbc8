package io.fleetfix.adapter.http.mailbox;

import io.fleetfix.application.port.Mailbox.Attachment;
import java.util.regex.Pattern;

/**
 * The headers with which a file from a mail is served. Its name and type are the mail's, and so can
 * be anything.
 */
final class AttachmentHeaders {
  private static final String PDF = "application/pdf";
  private static final String UNKNOWN = "application/octet-stream";
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}");

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");
  private static final int MAX_NAME = 100;

  private AttachmentHeaders() {}

  /** The type that the mail names, if it is well-formed. */
  static String type(Attachment file) {
    return TYPE.matcher(file.type()).matches() ? file.type() : UNKNOWN;
  }

  /** A browser shows a PDF and saves everything else, under a name without special characters. */
  static String disposition(Attachment file) {
    String how = type(file).equals(PDF) ? "inline" : "attachment";
    return how + "; filename=\"" + name(file.name()) + "\"";
  }

  /** Long names keep their end, with the extension. */
  private static String name(String given) {
    String plain = UNSAFE.matcher(given).replaceAll("_");
    String end = plain.substring(Math.max(0, plain.length() - MAX_NAME));
    return end.isEmpty() || end.startsWith(".") ? "attachment" + end : end;
  }
}
