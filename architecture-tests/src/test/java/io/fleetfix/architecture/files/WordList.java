package io.fleetfix.architecture.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that the project does not use. */
record WordList(List<Rule> rules) {
  private static final String PUBLIC_ONLY = "public ";
  private static final String ARROW = " => ";

  WordList {
    rules = List.copyOf(rules);
  }

  /**
   * One of them.
   *
   * @param publicOnly whether it holds only where clients and operators read
   */
  record Rule(Pattern words, boolean publicOnly, String instead) {
    private static Rule of(String line) {
      int arrow = line.lastIndexOf(ARROW);
      boolean publicOnly = line.startsWith(PUBLIC_ONLY);
      String words = line.substring(publicOnly ? PUBLIC_ONLY.length() : 0, arrow);
      return new Rule(
          Pattern.compile(words, Pattern.CASE_INSENSITIVE),
          publicOnly,
          line.substring(arrow + ARROW.length()));
    }
  }

  static WordList load() {
    try (InputStream file =
        Objects.requireNonNull(WordList.class.getResourceAsStream("plain-words.txt"))) {
      return new WordList(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(ARROW) && !line.startsWith("#"))
              .map(Rule::of)
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is wrong with a text, in words for an editor: where, what, what instead. */
  Stream<String> offences(ProjectText text) {
    String flat = text.text().replaceAll("\\s+", " ").strip();
    return rules.stream()
        .filter(rule -> text.isPublic() || !rule.publicOnly())
        .flatMap(
            rule ->
                rule.words()
                    .matcher(flat)
                    .results()
                    .map(
                        found ->
                            "%s: \"%s\" (%s) in: %s"
                                .formatted(
                                    text.place(),
                                    found.group(),
                                    rule.instead(),
                                    around(flat, found.start(), found.end()))));
  }

  private static String around(String text, int start, int end) {
    return text.substring(Math.max(0, start - 60), Math.min(text.length(), end + 60));
  }
}
