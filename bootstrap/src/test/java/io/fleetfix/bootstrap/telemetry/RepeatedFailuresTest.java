package io.fleetfix.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RepeatedFailuresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAILED = "Task failed; will retry";

  private final RecordedLog log = new RecordedLog(new JsonLines());
  private final Logger periodic = log.logger(RunningWorkshop.class);

  @Test
  void aRepeatedFailureIsPrintedOnceAndThenSummedUpInGrowingWindows() {
    for (int second = 0; second < 400; second++) {
      fail("sweep", new ConnectException("refused"));
      log.pass(Duration.ofSeconds(1));
    }

    assertThat(lines())
        .extracting(RepeatedFailuresTest::count)
        .containsExactly("once", "9 in 10 s", "60 in 60 s", "300 in 300 s");
    assertThat(lines()).allMatch(line -> line.get("message").asText().equals(FAILED));
    assertThat(lines()).filteredOn(line -> line.has("stack")).hasSize(1);
    assertThat(lines())
        .allMatch(line -> line.get("error").asText().equals("ConnectException: refused"));
  }

  @Test
  void afterAQuietWindowAFailureIsPrintedAtOnceButItsStackOnlyAfterFiveMinutes() {
    fail("sweep", new ConnectException("refused"));
    log.pass(Duration.ofSeconds(10));
    fail("sweep", new ConnectException("refused"));
    assertThat(lines()).extracting(RepeatedFailuresTest::count).containsExactly("once", "once");
    assertThat(lines()).extracting(line -> line.has("stack")).containsExactly(true, false);

    log.pass(Duration.ofMinutes(1).plusMinutes(5));
    fail("sweep", new ConnectException("refused"));

    assertThat(lines()).hasSize(3);
    assertThat(lines().getLast().has("stack")).isTrue();
  }

  @Test
  void aFailureThatReturnsEveryHalfMinuteIsSummedUpToo() {
    for (int i = 0; i < 20; i++) {
      fail("sweep", new ConnectException("refused"));
      log.pass(Duration.ofSeconds(30));
    }

    assertThat(lines())
        .extracting(RepeatedFailuresTest::count)
        .containsExactly("once", "once", "1 in 60 s", "10 in 300 s");
  }

  @Test
  void theSummaryOfTheLastRepetitionsComesByTimeOrAtTheStop() {
    fail("sweep", new ConnectException("refused"));
    fail("sweep", new ConnectException("refused"));
    log.pass(Duration.ofSeconds(20));
    assertThat(lines())
        .extracting(RepeatedFailuresTest::count)
        .containsExactly("once", "1 in 10 s");
    fail("sweep", new ConnectException("refused"));
    log.pass(Duration.ofSeconds(4));

    log.stop();

    assertThat(lines())
        .extracting(RepeatedFailuresTest::count)
        .containsExactly("once", "1 in 10 s", "1 in 14 s");
  }

  @Test
  void theSummaryHasTheFieldsOfTheLastRepetition() {
    log.mdc().put("requestId", "q-1");
    fail("first", new ConnectException("refused"));
    fail("second", new ConnectException("refused"));
    log.mdc().put("requestId", "q-3");
    fail("third", new ConnectException("refused"));
    log.mdc().remove("requestId");

    log.stop();

    assertThat(lines()).extracting(RepeatedFailuresTest::count).containsExactly("once", "2 in 1 s");
    assertThat(lines().getFirst().get("task").asText()).isEqualTo("first");
    assertThat(lines().getLast().get("task").asText()).isEqualTo("third");
    assertThat(lines().getLast().get("requestId").asText()).isEqualTo("q-3");
  }

  @Test
  void textSaysHowOftenAndInWhichTime() {
    RecordedLog text = new RecordedLog(new TextLines(false));
    for (int i = 0; i < 38; i++) {
      text.logger(RunningWorkshop.class).atError().setCause(new IOException("gone")).log(FAILED);
    }

    text.pass(Duration.ofSeconds(10));

    assertThat(text.lines().getLast())
        .endsWith(
            "ERROR RunningWorkshop: Task failed; will retry (repeated 37 times in the last 10 s)"
                + " error=\"IOException: gone\"");
  }

  @Test
  void failuresAreTheSameIfLoggerLevelMessageAndRootCauseAre() {
    fail("sweep", new UncheckedIOException(new ConnectException("refused")));
    fail("other", new IllegalStateException(new ConnectException("reset"))); // the same
    fail("sweep", new IOException("no route"));
    periodic.atWarn().setCause(new ConnectException("refused")).log("Another message");
    periodic.atError().setCause(new ConnectException("refused")).log(FAILED);
    log.logger(Backgrounds.class).atWarn().setCause(new ConnectException("x")).log(FAILED);

    assertThat(lines()).hasSize(5);
  }

  /** Such an error names what needs attention: an event that is quarantined, a missing queue. */
  @Test
  void errorsWithoutAnExceptionAreSummedUpOnlyIfTheirKeyValuesAreTheSame() {
    for (int i = 0; i < 10; i++) {
      periodic.atError().addKeyValue("queue", "queue-" + i % 2).log("Queue is missing");
      periodic.atWarn().addKeyValue("queue", "queue-" + i % 2).log("Queue is slow");
    }

    log.stop();

    assertThat(lines())
        .filteredOn(line -> line.get("level").asText().equals("ERROR"))
        .extracting(line -> line.get("queue").asText() + " " + count(line))
        .containsExactly("queue-0 once", "queue-1 once", "queue-0 4 in 1 s", "queue-1 4 in 1 s");
    assertThat(lines()).hasSize(6);
  }

  @Test
  void informationIsNeverSummedUp() {
    for (int i = 0; i < 100; i++) {
      periodic.atInfo().addKeyValue("status", 200).log("Request");
    }

    assertThat(lines()).hasSize(100);
  }

  @Test
  void tracksABoundedNumberOfFailuresAndLosesNoCount() {
    int different = RepeatedFailures.MAX_TRACKED + 50;
    for (int i = 0; i < different; i++) {
      periodic.warn("Failure " + i);
      periodic.warn("Failure " + i);
    }

    assertThat(lines()).hasSize(different + 50); // those that gave way are summed up already
    log.stop();
    assertThat(lines()).hasSize(2 * different);
  }

  /** Reading the clock takes a while here, so that threads without a lock would overlap. */
  @Test
  void concurrentThreadsCountOneAfterTheOther() throws Exception {
    int failures = 100;
    AtomicInteger counting = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RecordedLog slow =
        new RecordedLog(
            new JsonLines(),
            new AtomicLong(),
            () -> {
              most.accumulateAndGet(counting.incrementAndGet(), Math::max);
              LockSupport.parkNanos(100_000);
              counting.decrementAndGet();
            });
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int failure = 0; failure < failures; failure++) {
                      slow.logger(RunningWorkshop.class).warn(FAILED);
                      slow.pass(Duration.ofSeconds(1));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    slow.stop();

    assertThat(most).hasValue(1);
    assertThat(lines(slow).stream().mapToInt(line -> line.path("repeated").asInt(1)).sum())
        .isEqualTo(threads.size() * failures);
    assertThat(lines(slow)).hasSizeLessThan(20);
  }

  /** What the service logs while its bus, or all of AWS, refuses connections. */
  @Test
  void fortySecondsOfADeadBusLeaveFewerThanTwentyLines() {
    List<String> loops = List.of("relay", "invoicing", "front-desk", "mail", "receipts");
    for (int second = 0; second < 40; second++) {
      for (String loop : loops) {
        log.logger(Backgrounds.class)
            .atWarn()
            .addKeyValue("loop", loop)
            .setCause(refused())
            .log("Step failed; will retry");
        log.logger(RepeatedFailuresTest.class)
            .atWarn()
            .addKeyValue("queue", loop)
            .addKeyValue("failure", refused().toString())
            .log("Messages can't be received");
      }
      for (int call = 0; call < 4; call++) {
        log.logger(RecordedLog.class).atWarn().addKeyValue("bus", "b").log("Bus call failed");
      }
      if (second % 30 == 0) {
        fail("sweep", refused());
      }
      if (second % 10 == 0) {
        periodic.atWarn().setCause(refused()).log("The table doesn't respond");
      }
      log.pass(Duration.ofSeconds(1));
    }
    log.stop();

    assertThat(lines()).hasSizeLessThan(20);
    assertThat(lines()).filteredOn(line -> line.has("stack")).hasSizeLessThan(6);
    assertThat(lines().stream().mapToInt(line -> line.path("repeated").asInt(1)).sum())
        .isEqualTo(40 * (2 * loops.size() + 4) + 2 + 4);
  }

  private static RuntimeException refused() {
    return new UncheckedIOException(new ConnectException("Connection refused"));
  }

  private void fail(String task, Throwable failure) {
    periodic.atWarn().addKeyValue("task", task).setCause(failure).log(FAILED);
  }

  private static String count(JsonNode line) {
    return line.has("repeated")
        ? line.get("repeated").asInt() + " in " + line.get("seconds").asLong() + " s"
        : "once";
  }

  private List<JsonNode> lines() {
    return lines(log);
  }

  private static List<JsonNode> lines(RecordedLog log) {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : log.lines()) {
      try {
        lines.add(JSON.readTree(line));
      } catch (JsonProcessingException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }
    return lines;
  }
}
