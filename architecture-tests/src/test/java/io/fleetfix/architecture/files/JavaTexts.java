package io.fleetfix.architecture.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a Java file: its string literals, its comments, and the names of its tests. */
final class JavaTexts {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<block>\"\"\"[\\s\\S]*?\"\"\")"
              + "|(?<literal>\"(?:\\\\.|[^\"\\\\\\n])*\"(?:\\s*\\+\\s*\"(?:\\\\.|[^\"\\\\\\n])*\")*)"
              + "|'(?:\\\\.|[^'\\\\])+'"
              + "|(?<comment>/\\*[\\s\\S]*?\\*/|//[^\\n]*(?:\\n\\s*//[^\\n]*)*)");

  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern TEST = Pattern.compile("\\n  (?:default )?void (\\w+)\\(");

  private JavaTexts() {}

  /**
   * Splits a file into its texts.
   *
   * @param shipped whether the file is a part of what runs, so that its literals are public
   */
  static List<ProjectText> of(String name, boolean shipped, String source) {
    List<ProjectText> texts = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(source);
    while (tokens.find()) {
      String place = place(name, source, tokens.toMatchResult());
      if (tokens.group("comment") != null) {
        texts.add(new ProjectText(place, false, comment(tokens.group())));
      } else if (shipped && tokens.group().startsWith("\"")) {
        texts.add(new ProjectText(place, true, literal(tokens.group())));
      }
    }
    if (!shipped) {
      TEST.matcher(source)
          .results()
          .map(test -> new ProjectText(place(name, source, test), false, words(test.group(1))))
          .forEach(texts::add);
    }
    return texts;
  }

  private static String place(String name, String source, MatchResult found) {
    return name + ":" + (1 + source.substring(0, found.start()).lines().count());
  }

  private static String comment(String comment) {
    return comment.replaceAll("(?m)^\\s*(/\\*\\*?|\\*/|\\*|//)|\\*/$", " ");
  }

  private static String literal(String literal) {
    return SEAM.matcher(literal).replaceAll("").replaceAll("^\"+|\"+$", "").replace("\\n", " ");
  }

  /** A test's name as the sentence that it is. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
  }
}
