package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds together the alarms for Prometheus, their table in {@code docs/operations.md}, their unit
 * tests, and the metrics of a running service.
 */
class AlarmRulesTest {
  private static final Pattern ALERT = Pattern.compile("^ +- alert: (\\w+)$", Pattern.MULTILINE);
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z]\\w+)` \\|.*$", Pattern.MULTILINE);
  private static final Pattern TESTED =
      Pattern.compile("alertname=\"(\\w+)\"\\}\\)', .*exp_samples: \\[(.?)");
  private static final Pattern RUNBOOK =
      Pattern.compile("runbook: docs/operations.md#(\\S+)$", Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^## (.+)$", Pattern.MULTILINE);
  private static final Pattern SEVERITY = Pattern.compile("severity: (\\w+) ");

  /** What is left of an expression are the names of metrics. */
  private static final Pattern NO_METRIC =
      Pattern.compile(
          "\"[^\"]*\"|\\[[^\\]]*\\]|\\b(max|min|sum|by|or|absent|rate|increase|changes"
              + "|min_over_time)\\b|\\((kind|queue|service|loop, instance)\\)|\\b\\w+=");

  private static final Pattern NAME = Pattern.compile("[a-z_]{4,}");

  private final String rules = text("deploy/prometheus/fleetfix.rules.yaml");
  private final String page = text("docs/operations.md");

  @Test
  void eachRowOfTheTableIsAnAlarmAndEachAlarmHasARow() {
    String table =
        page.substring(page.indexOf("## When to alert"), page.indexOf("## What is sent again"));

    assertThat(alerts()).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(alerts());
    for (MatchResult row : ROW.matcher(table).results().toList()) {
      String severity = row.group().contains("| on call") ? "page" : "ticket";
      assertThat(severityOf(row.group(1))).as(row.group(1)).isEqualTo(severity);
    }
  }

  private String severityOf(String alert) {
    String rule = rules.substring(rules.indexOf("- alert: " + alert + "\n"));
    return SEVERITY.matcher(rule).results().findFirst().orElseThrow().group(1);
  }

  @Test
  void eachAlarmIsTestedToFireAndToClear() {
    List<MatchResult> tested =
        TESTED.matcher(text("deploy/prometheus/fleetfix.tests.yaml")).results().toList();

    for (String wanted : List.of("{", "]")) {
      assertThat(
              tested.stream()
                  .filter(test -> test.group(2).equals(wanted))
                  .map(test -> test.group(1))
                  .collect(Collectors.toSet()))
          .as(wanted.equals("{") ? "fire" : "clear")
          .containsExactlyInAnyOrderElementsOf(alerts());
    }
  }

  @Test
  void eachAlarmUsesMetricsThatTheServiceExports() throws Exception {
    Set<String> exported = new TreeSet<>();
    OperationsPageTest.metrics()
        .lines()
        .forEach(line -> exported.add(line.replaceAll("[{ ].*", "")));

    Set<String> used = new TreeSet<>();
    for (String expression : expressions()) {
      NAME.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
          .results()
          .forEach(name -> used.add(name.group()));
    }

    assertThat(used).hasSizeGreaterThan(10);
    assertThat(exported).containsAll(used);
  }

  /** From each {@code expr:} to the next key. */
  private List<String> expressions() {
    return Pattern.compile("expr:(.*?)\\n        (for|labels):", Pattern.DOTALL)
        .matcher(rules)
        .results()
        .map(expression -> expression.group(1))
        .toList();
  }

  @Test
  void eachAlarmLeadsToASectionOfThePage() {
    Set<String> anchors =
        HEADING
            .matcher(page)
            .results()
            .map(heading -> anchor(heading.group(1)))
            .collect(Collectors.toSet());

    List<String> runbooks =
        RUNBOOK.matcher(rules).results().map(runbook -> runbook.group(1)).toList();
    assertThat(runbooks).hasSameSizeAs(alerts());
    assertThat(anchors).containsAll(runbooks);
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  @Test
  void promtoolFindsThatEachAlarmFiresAndClears() throws Exception {
    Promtool promtool = Promtool.required();

    assertThat(promtool.test(Path.of("..", "deploy", "prometheus", "fleetfix.tests.yaml")))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  private List<String> alerts() {
    return ALERT.matcher(rules).results().map(alert -> alert.group(1)).toList();
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of("..").resolve(path), UTF_8);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
