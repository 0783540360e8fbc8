package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prometheus's own tool evaluates the alarms; it is part of Debian's package prometheus. */
record Promtool() {
  private static final Path RULES =
      Path.of("..", "deploy", "prometheus", "fleetfix.rules.yaml").toAbsolutePath().normalize();

  private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9_]*(?:\\{.*\\})?) (\\S+)");

  private static final Pattern COUNTER = Pattern.compile("[a-z0-9_]+_(total|count)\\b");

  /** How long each of two scrapes is repeated, once a minute; longer than any alarm waits. */
  private static final int MINUTES = 90;

  /** Skips the test if the tool is missing. */
  static Promtool required() {
    boolean found;
    try {
      found = new ProcessBuilder("promtool", "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      found = false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    assumeTrue(found, "promtool is missing: install Debian's package prometheus");
    return new Promtool();
  }

  /** Runs a file of unit tests for rules, and returns what the tool prints. */
  String test(Path tests) throws Exception {
    Process process =
        new ProcessBuilder("promtool", "test", "rules", tests.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  /**
   * The alarms that fire if the state of the first scrape is followed by that of the second, and
   * the counters go on growing by what they have grown in between, once per minute.
   */
  List<String> firing(String before, String after) throws Exception {
    Map<String, String> earlier = samples(before);
    StringBuilder series = new StringBuilder();
    samples(after)
        .forEach(
            (name, value) ->
                series
                    .append("      - series: '")
                    .append(name.replace("'", "''"))
                    .append("'\n        values: '")
                    .append(values(name, earlier.get(name), value))
                    .append("'\n"));
    Path tests = Files.createTempFile("scrape", ".yaml");
    try {
      Files.writeString(
          tests,
          """
          rule_files: ['%s']
          evaluation_interval: 1m
          tests:
            - interval: 1m
              input_series:
          %s    promql_expr_test:
                - expr: 'count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[%dm]))'
                  eval_time: %dm
                  exp_samples: [{ labels: 'nothing', value: 0 }]
          """
              .formatted(RULES, series, 2 * MINUTES, 2 * MINUTES - 1));
      return fired(test(tests));
    } finally {
      Files.delete(tests);
    }
  }

  /** The tool prints what it got if something else was expected. */
  private static List<String> fired(String output) {
    Matcher got = Pattern.compile("got: (.*)").matcher(output);
    if (!got.find()) {
      throw new AssertionError(output);
    }
    List<String> alerts = new ArrayList<>();
    Pattern.compile("alertname=\"(\\w+)\"")
        .matcher(got.group(1))
        .results()
        .forEach(alert -> alerts.add(alert.group(1)));
    return alerts;
  }

  private static Map<String, String> samples(String scrape) {
    Map<String, String> samples = new TreeMap<>();
    scrape
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(sample -> samples.put(sample.group(1), sample.group(2)));
    return samples;
  }

  private static String values(String name, @Nullable String before, String after) {
    double now = Double.parseDouble(after);
    double grown = before == null ? now : now - Double.parseDouble(before);
    String first = before == null ? "_" : before;
    return (first + " ").repeat(MINUTES)
        + (COUNTER.matcher(name).lookingAt()
            ? "%s+%sx%d".formatted(after, Double.toString(grown), MINUTES - 1)
            : (after + " ").repeat(MINUTES));
  }
}
