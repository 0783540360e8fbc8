package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.architecture.files.AttackRow.Shown;
import io.fleetfix.architecture.files.DeclaredAttacks.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rows of docs/negative-list.md are generated from the tests, which state in {@code @Attack}
 * what they send and what the answer is. The page's other texts, and the order of its rows, are its
 * own.
 */
class NegativeListTest {
  private static final String PAGE = "docs/negative-list.md";

  /** What the page should be. */
  private static final Path EXPECTED = Path.of("target", "negative-list.md");

  /** Of each kind. */
  private static final Map<String, String> HEADINGS =
      Map.of(
          "TOKEN", "Tokens",
          "BODY", "Bodies",
          "REQUEST", "Requests",
          "SLOW_CLIENT", "Slow clients",
          "CROWD", "Too much at once",
          "LOCAL_RUN", "Web pages at a local run",
          "UNFORESEEN", "Unforeseen input");

  private static final Pattern PROBLEM = Pattern.compile("\\d{3} `([a-z-]+)`");
  private static final Pattern STATED =
      Pattern.compile("@Attack\\((?:[^\"()]|\"(?:\\\\.|[^\"\\\\])*\")*\\)");
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "FuzzTest", "RepeatedTest");
  private static final Pattern SKIPPED = Pattern.compile("@[\\w.]*(?:Disabled|Enabled)");

  private final List<String> page = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    page.addAll(Project.read(PAGE).lines().toList());
  }

  @Test
  void thePageIsThatOfTheTests() throws IOException {
    List<AttackRow> rows = merged(DeclaredAttacks.in(sources()));
    assertThat(rows).hasSizeGreaterThan(150);
    assertThat(HEADINGS.keySet()).containsAll(rows.stream().map(AttackRow::kind).toList());

    List<String> expected = new ArrayList<>(page);
    expected.removeIf(line -> line.startsWith("| ") && !line.endsWith(" | shown by |"));
    HEADINGS.forEach(
        (kind, heading) -> {
          int part = expected.indexOf("## " + heading);
          int table = part + expected.subList(part, expected.size()).indexOf("|---|---|---|");
          expected.addAll(table + 1, linesOf(kind, rows));
        });
    Files.writeString(EXPECTED, String.join("\n", expected) + "\n");

    assertThat(page)
        .as("To generate the page: cp architecture-tests/%s %s", EXPECTED, PAGE)
        .isEqualTo(expected);
  }

  /** In the order that they have on the page; a new one comes last, and can be moved there. */
  private List<String> linesOf(String kind, List<AttackRow> rows) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind))
        .sorted(Comparator.comparingInt(this::position))
        .map(AttackRow::line)
        .toList();
  }

  private int position(AttackRow row) {
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).startsWith(row.beginning())) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Tests that state the same share a row. */
  private static List<AttackRow> merged(List<Declared> declared) {
    Map<String, AttackRow> rows = new LinkedHashMap<>();
    for (Declared each : declared) {
      rows.merge(each.row().kind() + each.row().beginning(), each.row(), NegativeListTest::byBoth);
    }
    return List.copyOf(rows.values());
  }

  private static AttackRow byBoth(AttackRow one, AttackRow other) {
    List<Shown> by = Stream.concat(one.by().stream(), other.by().stream()).toList();
    return new AttackRow(one.kind(), one.sends(), one.answer(), by);
  }

  @Test
  void everyAttackIsStatedByATestThatRunsAndHasItsCases() throws IOException {
    for (Path file : sources()) {
      String source = Files.readString(file);
      String body = STATED.matcher(source).replaceAll("");
      assertThat(body).as("%s", file).doesNotContain("@Attack(").doesNotContainPattern(SKIPPED);
      for (Declared attack : DeclaredAttacks.in(List.of(file))) {
        Shown shown = attack.row().by().getFirst();
        assertThat(attack.annotations()).as(shown.test()).containsAnyElementsOf(TESTS);
        assertThat(shown.cases())
            .as(shown.test())
            .allSatisfy(each -> assertThat(body).contains('"' + each + '"'));
      }
    }
  }

  @Test
  void everyAnswerIsADocumentedProblem() throws IOException {
    String description = Project.read("adapter-http/src/main/resources/openapi.yaml");

    assertThat(description.lines().map(String::strip))
        .containsAll(
            PROBLEM
                .matcher(String.join("\n", page))
                .results()
                .map(problem -> "- /problems/" + problem.group(1))
                .collect(Collectors.toSet()));
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path file : Project.sources(Project.FOLDER)) {
      boolean isTest = file.toString().contains("src/test/java");
      if (isTest && Files.readString(file).contains("hostile.Attack;")) {
        sources.add(file);
      }
    }
    sources.removeIf(file -> file.startsWith(Project.FOLDER.resolve("architecture-tests")));
    sources.sort(Comparator.naturalOrder());
    return sources;
  }
}
