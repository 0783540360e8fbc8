package io.fleetfix.domain.text;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/** The limits of a text that somebody typed. Line breaks, quotes and every script are allowed. */
public final class TextRules {
  /** Counted in Unicode code points, so that an emoji is one character. */
  public static final int MAX_CHARACTERS = 500;

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  /** Line breaks and other control characters, and every kind of space. */
  private static final Pattern GAP = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  /** What could turn round the text that stands beside it. */
  private static final Pattern BIDI_CONTROL =
      Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private TextRules() {}

  /**
   * Lets through what the limits allow.
   *
   * @return the text as given
   * @throws InvalidValue if it is blank, longer than {@link #MAX_CHARACTERS} or not well-formed
   *     Unicode (it could not be written as UTF-8 and read back)
   */
  public static String checked(String field, String text) {
    if (text.isBlank()) {
      throw new InvalidValue(field, "must not be empty");
    }
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      throw new InvalidValue(field, "must have at most " + MAX_CHARACTERS + " characters");
    }
    if (LONE_SURROGATE.matcher(text).find()) {
      throw new InvalidValue(field, "must be well-formed Unicode");
    }
    return text;
  }

  /**
   * The same text where it must not do more than be read, as in a heading or a mail: on one line,
   * without control characters and without signs that turn round what stands beside it.
   *
   * @return well-formed Unicode; may be empty
   */
  public static String oneLine(String text) {
    String plain = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
    return GAP.matcher(BIDI_CONTROL.matcher(plain).replaceAll("")).replaceAll(" ").strip();
  }

  /** Its first {@link #MAX_CHARACTERS}. */
  public static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS));
  }
}
