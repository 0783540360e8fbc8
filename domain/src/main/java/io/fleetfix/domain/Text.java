package io.fleetfix.domain;

import java.util.regex.Pattern;

/** The limits of a text that somebody typed. Line breaks, quotes and every script are allowed. */
public final class Text {
  /** Counted in Unicode code points, so that an emoji is one character. */
  public static final int MAX_CHARACTERS = 500;

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private Text() {}

  /**
   * Lets through what the limits allow.
   *
   * @return the text as given
   * @throws InvalidValue if it is blank, longer than {@link #MAX_CHARACTERS} or not well-formed
   *     Unicode (it could not be written as UTF-8 and read back)
   */
  static String checked(String field, String text) {
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
}
