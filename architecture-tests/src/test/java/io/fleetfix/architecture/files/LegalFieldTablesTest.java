package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables in docs/invoices.md have a row for each field that a law wants on an invoice, and each
 * row names tests that exist.
 */
class LegalFieldTablesTest {
  private static final String PAGE = "docs/invoices.md";
  private static final String NOT_IN_FORCE = "not in force";
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  private static final Pattern ANNOTATION = Pattern.compile("@(Parameterized)?Test\\b");
  private static final Pattern METHOD = Pattern.compile("^  void (\\w+)\\(", Pattern.MULTILINE);

  /** The letters or numbers that each table has, by its heading. */
  private static final Map<String, List<String>> LAWS =
      Map.of(
          "### European Union: Directive 2006/112/EC, article 226",
          IntStream.rangeClosed(1, 11).mapToObj(n -> "(" + n + ")").toList(),
          "### United Kingdom: The Value Added Tax Regulations 1995, regulation 14",
          IntStream.rangeClosed('a', 'm').mapToObj(c -> "(" + (char) c + ")").toList(),
          "### California: 16 CCR 3356",
          List.of("registration", "services", "parts", "condition", "subtotals", "sales tax"));

  /** One row: the letter, the field, where it is on the page, and the tests that show it. */
  record Row(String letter, String field, String where, String tests) {
    static Row of(String line) {
      String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
      assertThat(cells).as(line).hasSize(4);
      return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip());
    }

    List<String> named() {
      return LegalFieldTablesTest.named(tests);
    }
  }

  static Stream<String> laws() {
    return LAWS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void everyLetterOfALawHasARow(String law) throws IOException {
    assertThat(rows(law)).extracting(Row::letter).isEqualTo(LAWS.get(law));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void everyRowSaysWhereTheFieldIsAndNamesTestsThatExist(String law) throws IOException {
    for (Row row : rows(law)) {
      if (row.field().equals(NOT_IN_FORCE)) {
        assertThat(row.named()).as("%s", row).isEmpty();
        continue;
      }
      assertThat(row.where()).as("%s", row).isNotEmpty();
      assertThat(row.named()).as("%s", row).isNotEmpty();
      assertThat(missing(row.named())).as("%s", row).isEmpty();
    }
  }

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    List<String> named = named(Project.read(PAGE));

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(missing(named)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LegalFieldsTest.nothing", "NoTest.dateOfIssue", "LegalFieldsTest.shows"})
  void findsATestThatDoesNotExist(String name) throws IOException {
    assertThat(missing(List.of(name))).containsExactly(name);
  }

  private static List<String> named(String text) {
    return TEST.matcher(text).results().map(test -> test.group(1) + "." + test.group(2)).toList();
  }

  private static List<String> missing(List<String> tests) throws IOException {
    Map<String, List<String>> methods = new HashMap<>();
    for (Path source : Project.sources(Project.FOLDER)) {
      if (source.toString().contains("src/test/java")) {
        methods.put(Project.typeIn(source), methods(Files.readString(source)));
      }
    }
    return tests.stream()
        .filter(
            test -> {
              String[] parts = test.split("\\.", -1);
              return !methods.getOrDefault(parts[0], List.of()).contains(parts[1]);
            })
        .toList();
  }

  /** The methods of a test class that are annotated as tests; blank lines part them. */
  private static List<String> methods(String source) {
    return Stream.of(source.split("\n\n", -1))
        .filter(part -> ANNOTATION.matcher(part).find())
        .flatMap(part -> METHOD.matcher(part).results())
        .map(method -> method.group(1))
        .toList();
  }

  private static List<Row> rows(String law) throws IOException {
    List<String> lines = Project.read(PAGE).lines().toList();
    int heading = lines.indexOf(law);
    assertThat(heading).as("The heading %s", law).isNotNegative();
    int table = heading;
    while (!lines.get(table).startsWith("|---")) {
      table++;
    }
    List<Row> rows = new ArrayList<>();
    for (int i = table + 1; lines.get(i).startsWith("|"); i++) {
      rows.add(Row.of(lines.get(i)));
    }
    return rows;
  }
}
