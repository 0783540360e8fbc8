package io.fleetfix.adapter.print.mail;

/** Limits each text, so that a mail stays small. The document contains the full texts. */
final class ShortText {
  /** Counted in Unicode code points. */
  private static final int MAX_CHARACTERS = 120;

  private ShortText() {}

  static String of(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS - 1)) + "…";
  }

  /** The shortened text for a page, in which nothing is markup. */
  static String escaped(String text) {
    return markupFree(of(text));
  }

  /** The whole text for a page. */
  static String markupFree(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
