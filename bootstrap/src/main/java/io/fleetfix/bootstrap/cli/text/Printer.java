package io.fleetfix.bootstrap.cli.text;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * Prints lines with texts of a server on a terminal. Control characters could move the cursor,
 * recolour, hide or reverse what the operator reads, so each of them is printed as its code, in the
 * form of JSON's strings: a document of JSON keeps its meaning.
 */
public final class Printer {
  /** Control characters of ASCII and Latin-1, line separators, and those that change direction. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

  private final PrintWriter out;

  public Printer(PrintWriter out) {
    this.out = out;
  }

  /** Prints one line, whatever the text contains. */
  public void println(String line) {
    out.println(
        CONTROL
            .matcher(line)
            .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0))));
  }

  public void flush() {
    out.flush();
  }
}
