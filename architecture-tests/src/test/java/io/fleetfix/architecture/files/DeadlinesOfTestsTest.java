package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No test sets a deadline of its own: {@code Eventually.patient} makes all of them, so that one
 * property lengthens them on a busy machine.
 */
class DeadlinesOfTestsTest {
  private static final Pattern OWN_DEADLINE =
      Pattern.compile(
          "\\b(?:waitFor|await|get|orTimeout|tryAcquire|poll)\\(\\d[\\d_]*,"
              + " (?:TimeUnit\\.)?(?:SECONDS|MINUTES)"
              + "|\\b(?:handleNext|timeout|connectTimeout|join)\\(Duration\\.of(?:Seconds|Minutes)\\("
              + "|\\bsetSoTimeout\\(\\d|\\bDEADLINE = Duration\\.of");

  @Test
  void noTestSetsItsOwn() throws IOException {
    List<Path> tests =
        Project.files().stream()
            .filter(file -> file.toString().contains("src/test/java"))
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("DeadlinesOfTestsTest.java"))
            .filter(file -> !file.toString().contains("/violation/")) // those offend on purpose
            .toList();

    assertThat(tests).hasSizeGreaterThan(200);
    assertThat(tests.stream().flatMap(DeadlinesOfTestsTest::deadlines)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();",
        "latch.await(10, SECONDS);",
        "future.get(1_000, TimeUnit.SECONDS);",
        "socket.setSoTimeout(30_000);",
        "queue.handleNext(Duration.ofSeconds(30));",
        "request.timeout(Duration.ofSeconds(20))",
        "private static final Duration DEADLINE = Duration.ofMinutes(1);"
      })
  void detectsOne(String line) {
    assertThat(OWN_DEADLINE.matcher(line).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process.waitFor(patient(Duration.ofSeconds(60)).toSeconds(), TimeUnit.SECONDS)",
        "closed.await(5, TimeUnit.MILLISECONDS)",
        "queue.handleNext(TIMEOUT);",
        "private static final Duration DEADLINE = patient(Duration.ofMinutes(1));"
      })
  void allowsThoseThatCanBeLengthened(String line) {
    assertThat(OWN_DEADLINE.matcher(line).find()).isFalse();
  }

  /** Each occurrence in a form that editors can jump to. */
  private static Stream<String> deadlines(Path file) {
    try {
      String name = Project.FOLDER.relativize(file).toString();
      List<String> lines = Files.readAllLines(file);
      return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
          .filter(i -> OWN_DEADLINE.matcher(lines.get(i)).find())
          .map(i -> name + ":" + (i + 1) + ": " + lines.get(i).strip());
    } catch (IOException unreadable) {
      throw new AssertionError("Cannot be read: " + file, unreadable);
    }
  }
}
