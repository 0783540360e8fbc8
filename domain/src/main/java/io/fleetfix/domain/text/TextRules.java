package io.fleetfix.domain.text;

import io.fleetfix.outbox.event.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The limits of texts that users enter. Line breaks, quotes and every script are allowed. */
public final class TextRules {
  /** Counted in Unicode code points, so that an emoji is one character. */
  public static final int MAX_CHARACTERS = 500;

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  /** Line breaks and other control characters, and every kind of space. */
  private static final Pattern GAP = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  /** Characters that can reverse the text around them. */
  private static final Pattern BIDI_CONTROL =
      Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private TextRules() {}

  /**
   * Checks a text against the limits.
   *
   * @return the text, unchanged
   * @throws InvalidValue if the text is blank, longer than {@link #MAX_CHARACTERS} or not
   *     well-formed Unicode, which could not be written as UTF-8 and read back
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

  /** The number of bytes that these texts have in UTF-8: up to four per character. */
  public static int bytes(String... texts) {
    return Arrays.stream(texts)
        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  /**
   * The text as safe display text, for example in a heading or a mail: on one line, without control
   * characters and without characters that reverse the text around them.
   *
   * @return well-formed Unicode, possibly empty
   */
  public static String oneLine(String text) {
    String plain = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
    return GAP.matcher(BIDI_CONTROL.matcher(plain).replaceAll("")).replaceAll(" ").strip();
  }

  /** The first {@link #MAX_CHARACTERS} characters. */
  public static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS));
  }
}
