package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of the page of refusals is shown by a test that is there, and runs. */
@TestInstance(Lifecycle.PER_CLASS)
class NegativeListTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (.+) \\|$(?!\\n\\|---)", Pattern.MULTILINE);
  private static final Pattern TESTS =
      Pattern.compile("`(\\w+)\\.(\\w+)`(?: \\((\"[^\"]+\"(?:, \"[^\"]+\")*)\\))?(?:, |$)");
  private static final Pattern PROBLEM = Pattern.compile("\\d{3} `([a-z-]+)`");

  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest|Property)\\b");

  private static final Pattern SKIPPED = Pattern.compile("@[\\w.]*(?:Disabled|Enabled)");

  /**
   * One line of the page.
   *
   * @param tests as the page names them
   */
  private record Row(String sent, String answer, String tests) {}

  private final Map<String, List<Path>> sources =
      Project.sources(Project.FOLDER).stream()
          .filter(file -> file.toString().contains("src/test/java"))
          .collect(Collectors.groupingBy(Project::typeIn));

  NegativeListTest() throws IOException {}

  static Stream<Named<Row>> rows() throws IOException {
    return ROW.matcher(page())
        .results()
        .map(row -> row.group(1).split(" \\| ", -1))
        .map(cells -> new Row(cells[0], cells[1], cells[2]))
        .map(row -> Named.of(row.sent(), row));
  }

  @Test
  void everyLineOfATableIsARow() throws IOException {
    long lines = page().lines().filter(line -> line.startsWith("|")).count();
    long tables = page().lines().filter(line -> line.startsWith("|---")).count();

    assertThat(rows().count()).isEqualTo(lines - 2 * tables).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isShownByATestThatRuns(Row row) throws IOException {
    List<MatchResult> tests = TESTS.matcher(row.tests()).results().toList();

    assertThat(tests).extracting(MatchResult::group).isNotEmpty();
    assertThat(String.join("", tests.stream().map(MatchResult::group).toList()))
        .as("Nothing but tests")
        .isEqualTo(row.tests());
    for (MatchResult test : tests) {
      String source = sourceOf(test.group(1), test.group(2));
      assertThat(annotations(source, test.group(2)))
          .as("%s.%s", test.group(1), test.group(2))
          .containsPattern(TEST)
          .doesNotContainPattern(SKIPPED);
      assertThat(source.substring(0, source.indexOf("class " + test.group(1))))
          .doesNotContainPattern(SKIPPED);
      if (test.group(3) != null) {
        assertThat(source).contains(test.group(3).split("(?<=\"), (?=\")", -1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAnsweredWithAProblemThatExists(Row row) throws IOException {
    String description = Project.read("adapter-http/src/main/resources/openapi.yaml");

    assertThat(description.lines().map(String::strip))
        .containsAll(
            PROBLEM
                .matcher(row.answer())
                .results()
                .map(problem -> "- /problems/" + problem.group(1))
                .toList());
  }

  private static String page() throws IOException {
    return Project.read("docs/negative-list.md");
  }

  private String sourceOf(String testClass, String method) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources.getOrDefault(testClass, List.of())) {
      String source = Files.readString(file);
      if (source.contains(" void " + method + "(")) {
        found.add(source);
      }
    }
    assertThat(found).as("A class %s with a method %s", testClass, method).hasSize(1);
    return found.getFirst();
  }

  /** What stands before a method, since the last blank line or the class's beginning. */
  private static String annotations(String source, String method) {
    Matcher found =
        Pattern.compile(
                "(?:\\n\\n|\\{\\n)((?:(?!\\n\\n).)*?) void " + method + "\\(", Pattern.DOTALL)
            .matcher(source);
    return found.find() ? found.group(1) : "";
  }
}
