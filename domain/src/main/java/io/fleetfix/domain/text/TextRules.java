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

  /**
   * Characters that leave no mark on paper: gaps, format characters (zero width, bidi controls,
   * tags) and noncharacters; and those whose category is that of visible characters. Of the latter,
   * the first two lines are default-ignorable in Unicode, for which Java has no property: variation
   * selectors, fillers of Hangul and others, and code points that are reserved for more of them.
   * The last line is blank by definition: in Braille, in music, in hieroglyphs and in Khitan.
   *
   * <p>Other unassigned code points count as visible: a later version of Unicode may assign them.
   */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Z}\\p{IsNoncharacter_Code_Point}"
              + "\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2065}\\x{3164}"
              + "\\x{fe00}-\\x{fe0f}\\x{ffa0}\\x{fff0}-\\x{fff8}\\x{e0000}-\\x{e0fff}"
              + "\\x{2800}\\x{1d159}\\x{13441}\\x{13442}\\x{16fe4}]");

  private TextRules() {}

  /**
   * Checks a text against the limits.
   *
   * @return the text, unchanged
   * @throws InvalidValue if the text has no visible character, is longer than {@link
   *     #MAX_CHARACTERS} or not well-formed Unicode, which could not be written as UTF-8 and read
   *     back
   */
  public static String checked(String field, String text) {
    if (!isVisible(text)) {
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

  /** Whether at least one character of the text can be seen. */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(character -> !isInvisible(character));
  }

  /** Whether a reader cannot see the character: a space, a control, or one of zero width. */
  public static boolean isInvisible(int character) {
    return INVISIBLE.matcher(Character.toString(character)).matches();
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
