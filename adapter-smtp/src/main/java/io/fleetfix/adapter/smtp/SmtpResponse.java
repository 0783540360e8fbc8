package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.domain.text.TextRules;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A response of a mail server.
 *
 * @param code of RFC 5321: 2xx, 4xx or 5xx
 * @param status the code of RFC 3463, such as 5.1.1; empty if there is none
 * @param words the complete response in one line, at most {@link TextRules#MAX_CHARACTERS}
 */
record SmtpResponse(int code, String status, String words) {
  private static final String FORM = "[245](?:\\.[0-9]{1,3}){2}(?![0-9.])";

  private static final Pattern STATUS = Pattern.compile("[0-9]{3}[ -](" + FORM + ").*");

  /** At the end of the text. */
  private static final Pattern STATUS_OF_QMAIL = Pattern.compile(".*\\(#(" + FORM + ").*");

  /** Each line of a response repeats the codes of the first one. */
  private static final Pattern NEXT_LINE =
      Pattern.compile("\\R[0-9]{3}(?:[ -](?:" + FORM + ")?|$)");

  /** A response of 3xx only asks for the next line. */
  private static final Set<Integer> CLEAR = Set.of(2, 4, 5);

  private static final int PERMANENT = 500;

  /**
   * Parses a response.
   *
   * @param lines whose characters stand for one byte each
   * @return empty if it is not a clear response
   */
  static Optional<SmtpResponse> parse(int code, String lines) {
    if (!CLEAR.contains(code / 100)) {
      return Optional.empty();
    }
    String text = new String(lines.getBytes(ISO_8859_1), UTF_8);
    String line = TextRules.oneLine(NEXT_LINE.matcher(text).replaceAll(" "));
    return Optional.of(new SmtpResponse(code, status(line), TextRules.shortened(line)));
  }

  boolean isPositive() {
    return code < 300;
  }

  /** The server says that it will always respond like this, which is not always true. */
  boolean isPermanent() {
    return code >= PERMANENT && (status.isEmpty() || status.startsWith("5"));
  }

  /** Subject and detail of the status, such as 1.1; empty if there is none. */
  String detail() {
    return status.isEmpty() ? "" : status.substring(2);
  }

  /** The subject of the status, from 0 to 7; empty if there is none. */
  String subject() {
    return status.isEmpty() ? "" : status.split("\\.", -1)[1];
  }

  private static String status(String line) {
    return Stream.of(STATUS, STATUS_OF_QMAIL)
        .map(form -> form.matcher(line))
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst()
        .orElse("");
  }
}
