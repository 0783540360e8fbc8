package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every row of docs/negative-list.md names tests that exist and run. */
class NegativeListTest {
  /** For example {@code `SomeTest.refuses` ("a case", "another")}, possibly several of them. */
  private static final Pattern SHOWN =
      Pattern.compile("`(\\w+)\\.(\\w+)`(?: \\((\"[^\"]+\"(?:, \"[^\"]+\")*)\\))?(?:, |$)");

  private static final Pattern PROBLEM = Pattern.compile("\\d{3} `([a-z-]+)`");

  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest|Property)\\b");

  private static final Pattern SKIPPED = Pattern.compile("@[\\w.]*(?:Disabled|Enabled)");

  @Test
  void everyRowNamesATestThatRuns() throws IOException {
    List<Path> sources = Project.sources(Project.FOLDER);
    List<String> rows =
        Project.read("docs/negative-list.md")
            .lines()
            .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
            .filter(line -> !line.endsWith("| shown by |"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(100);
    for (String row : rows) {
      assertThat(row).matches("\\| .+ \\| .+ \\| .+ \\|");
      String tests = row.substring(row.lastIndexOf(" | ") + 3, row.length() - 2);
      assertThat(SHOWN.matcher(tests).replaceAll("")).as("Text other than tests: " + row).isEmpty();
      for (MatchResult shown : SHOWN.matcher(tests).results().toList()) {
        runs(shown, source(sources, shown));
      }
    }
  }

  @Test
  void everyAnswerIsADocumentedProblem() throws IOException {
    String description = Project.read("adapter-http/src/main/resources/openapi.yaml");

    assertThat(description.lines().map(String::strip))
        .containsAll(
            PROBLEM
                .matcher(Project.read("docs/negative-list.md"))
                .results()
                .map(problem -> "- /problems/" + problem.group(1))
                .toList());
  }

  /** The source of the only class of that name with such a method. */
  private static String source(List<Path> sources, MatchResult shown) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources) {
      if (file.toString().contains("src/test/java")
          && Project.typeIn(file).equals(shown.group(1))) {
        found.add(Files.readString(file));
      }
    }
    found.removeIf(source -> !source.contains(method(shown)));
    assertThat(found).as(shown.group()).hasSize(1);
    return found.getFirst();
  }

  private static void runs(MatchResult shown, String source) {
    String before = source.substring(0, source.indexOf(method(shown)));
    assertThat(before.substring(before.lastIndexOf("\n\n")))
        .as(shown.group())
        .containsPattern(TEST);
    assertThat(source).as(shown.group(1)).doesNotContainPattern(SKIPPED);
    if (shown.group(3) != null) {
      assertThat(source).contains(shown.group(3).split("(?<=\"), (?=\")", -1));
    }
  }

  private static String method(MatchResult shown) {
    return " void " + shown.group(2) + "(";
  }
}
