package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.Refusals.checkProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.ServerUnderTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may not ask, or asks about what is not there. */
@TestInstance(Lifecycle.PER_CLASS)
class OutboxBadInputTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final String WINDOW =
      "\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\"";

  private final ServerUnderTest server = new ServerUnderTest();

  private String before = "";

  @BeforeAll
  void openARepairOfWhoseEventTheyMightAsk() throws Exception {
    server.put(server.open() + "/completion", "");
    before = server.snapshot();
  }

  @AfterEach
  void nothingWasWritten() throws Exception {
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {UNKNOWN, "x", "5B3DF1B2-9BD9-5C2F-8A86-0F4FBC1F2D10", "1-1-1-1-1", "%3Cb%3E"})
  void saysOfAnEventThatIsNotThereThatItIsUnknownOrExpired(String eventId) throws Exception {
    HttpResponse<String> answer = server.get("/outbox/events/" + eventId);

    assertThat(checkProblem(answer, 404).get("detail").asText()).contains("never had", "expired");
  }

  static Stream<Arguments> badRedeliveries() {
    String event = "\"eventId\":\"" + UNKNOWN + "\"";
    return Stream.of(
        Arguments.of("eventId", "{}"),
        Arguments.of("eventId", "{" + event + ",\"repairId\":\"R-1\"}"),
        Arguments.of("eventId", "{" + event + "," + WINDOW + "}"),
        Arguments.of("eventId", "{\"eventId\":\"1-1-1-1-1\"}"),
        Arguments.of("eventId", "{\"eventId\":null}"),
        Arguments.of("limit", "{" + event + ",\"limit\":5}"),
        Arguments.of("cursor", "{" + event + ",\"cursor\":\"x\"}"),
        Arguments.of("dryRun", "{" + event + ",\"dryRun\":\"true\"}"),
        Arguments.of("dryRun", "{" + event + ",\"dryRun\":null}"),
        Arguments.of("dryRun", "{" + event + ",\"dryRun\":0}"),
        Arguments.of("force", "{" + event + ",\"force\":true}"),
        Arguments.of("to", "{\"from\":\"2025-11-12T00:00:00Z\"}"),
        Arguments.of("from", "{\"to\":\"2025-11-12T00:00:00Z\"}"),
        Arguments.of("from", "{\"from\":\"2025-11-12\",\"to\":\"2025-11-12T00:00:00Z\"}"),
        Arguments.of("from", "{\"from\":1,\"to\":\"2025-11-12T00:00:00Z\"}"),
        Arguments.of(
            "to", "{\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"+999999999-01-01T00:00:00Z\"}"),
        Arguments.of(
            "to", "{\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-12T01:00:00+01:00\"}"),
        Arguments.of("from", "{\"from\":\"2025-11-12T01:00:00Z\",\"to\":\"2025-11-12T01:00:00Z\"}"),
        Arguments.of("from", "{\"from\":\"2025-10-01T00:00:00Z\",\"to\":\"2025-11-12T01:00:00Z\"}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":0}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":101}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":1.5}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":99999999999}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":1e999}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":" + "9".repeat(100) + "}"),
        Arguments.of("limit", "{" + WINDOW + ",\"limit\":\"5\"}"),
        Arguments.of("cursor", "{" + WINDOW + ",\"cursor\":\"x\"}"),
        Arguments.of("cursor", "{" + WINDOW + ",\"cursor\":\"COMPLETED.x\"}"));
  }

  @ParameterizedTest
  @MethodSource("badRedeliveries")
  void refusesWhatIsNoRedelivery(String field, String body) throws Exception {
    HttpResponse<String> answer = server.post("/outbox/redeliveries", body);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(field);
  }

  @Test
  void knowsNoRepairOfAnotherName() throws Exception {
    for (String repair : List.of("R-UNKNOWN", "r-1", "")) {
      HttpResponse<String> answer =
          server.post("/outbox/redeliveries", "{\"repairId\":\"" + repair + "\"}");

      checkProblem(answer, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN, "x"})
  void releasesNothingThatIsNotThere(String eventId) throws Exception {
    HttpResponse<String> answer = server.post("/outbox/quarantine/" + eventId + "/release", "");

    assertThat(checkProblem(answer, 404).get("detail").asText()).contains("quarantine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"from\":\"2025-11-12T00:00:00Z\"}",
        "{\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\",\"repair\":\"yes\"}",
        "{\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\",\"dryRun\":true}",
        "{\"from\":\"2025-09-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\"}",
        "[]"
      })
  void refusesWhatIsNoReconciliation(String body) throws Exception {
    checkProblem(server.post("/outbox/reconciliations", body), 400);
  }
}
