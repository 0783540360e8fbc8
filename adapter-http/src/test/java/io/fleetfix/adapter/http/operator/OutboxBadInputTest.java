package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.Refusals.checkProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid operator requests, and requests for unknown events and repairs. */
@TestInstance(Lifecycle.PER_CLASS)
class OutboxBadInputTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final String WINDOW =
      "\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\"";

  private final ServerUnderTest server = new ServerUnderTest();

  private String before = "";

  @BeforeAll
  void completeARepair() throws Exception {
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
  void unknownEventIsNotFound(String eventId) throws Exception {
    HttpResponse<String> answer = server.get("/outbox/events/" + eventId);

    assertThat(checkProblem(answer, 404).get("detail").asText())
        .contains(eventId.equals(UNKNOWN) ? "has expired" : "No event has this id");
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
        Arguments.of("from", "{\"from\":\"2025-02-30\",\"to\":\"2025-11-12\"}"),
        Arguments.of("from", "{\"from\":\"2025-11-1\",\"to\":\"2025-11-12\"}"),
        Arguments.of("from", "{\"from\":\"20251101\",\"to\":\"2025-11-12\"}"),
        Arguments.of("to", "{\"from\":\"2025-11-01\",\"to\":\"2025-11-12Z\"}"),
        Arguments.of("to", "{\"from\":\"2025-11-01\",\"to\":\"2025-11-12T14:00\"}"),
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

  @Attack(kind = Attack.Kind.BODY, sends = "1e999 as a number", answer = "400 `invalid-value`")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an invalid redelivery or reconciliation",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("badRedeliveries")
  void refusesInvalidRedeliveries(String field, String body) throws Exception {
    HttpResponse<String> answer = server.post("/outbox/redeliveries", body);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(field);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a time in another form than UTC or a date",
      answer = "400 `invalid-value`, which shows both forms")
  @ParameterizedTest
  @ValueSource(strings = {"2025-02-30", "2025-11-12T14:00", "yesterday", "12.11.2025"})
  void theErrorForATimeShowsBothForms(String from) throws Exception {
    for (String path : List.of("/outbox/redeliveries", "/outbox/reconciliations")) {
      HttpResponse<String> answer =
          server.post(path, "{\"from\":\"" + from + "\",\"to\":\"2025-11-13\"}");

      assertThat(checkProblem(answer, 400).get("detail").asText())
          .isEqualTo(
              "from must be a UTC time such as 2025-11-12T14:00:00Z, or a date such as 2025-11-12"
                  + " for midnight UTC at its start");
    }
  }

  @Test
  void unknownRepairIsNotFound() throws Exception {
    for (String repair : List.of("R-UNKNOWN", "r-1", "")) {
      HttpResponse<String> answer =
          server.post("/outbox/redeliveries", "{\"repairId\":\"" + repair + "\"}");

      checkProblem(answer, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN, "x"})
  void releaseOfAnUnknownEventIsNotFound(String eventId) throws Exception {
    HttpResponse<String> answer = server.post("/outbox/quarantine/" + eventId + "/release", "");

    assertThat(checkProblem(answer, 404).get("detail").asText())
        .contains(eventId.equals(UNKNOWN) ? "is not in quarantine" : "No event has this id");
  }

  static Stream<Arguments> badReleases() {
    return Stream.of(
        Arguments.of("all", "{}"),
        Arguments.of("all", "{\"all\":false}"),
        Arguments.of("all", "{\"all\":true,\"reason\":\"UNREADABLE\"}"),
        Arguments.of("all", "{\"all\":\"true\"}"),
        Arguments.of("reason", "{\"reason\":\"\"}"),
        Arguments.of("reason", "{\"reason\":\"<b>\"}"),
        Arguments.of("reason", "{\"reason\":\"" + "A".repeat(65) + "\"}"),
        Arguments.of("reason", "{\"reason\":null}"),
        Arguments.of("limit", "{\"all\":true,\"limit\":0}"),
        Arguments.of("limit", "{\"all\":true,\"limit\":101}"),
        Arguments.of("cursor", "{\"all\":true,\"cursor\":\"x\"}"),
        Arguments.of("dryRun", "{\"all\":true,\"dryRun\":1}"),
        Arguments.of("rate", "{\"all\":true,\"rate\":1}"));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a release of both all events and those of a reason, or of neither",
      answer = "400 `invalid-value`")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a malformed reason code, limit or cursor of a release",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("badReleases")
  void refusesInvalidReleases(String field, String body) throws Exception {
    HttpResponse<String> answer = server.post("/outbox/quarantine/release", body);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(field);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends =
          "a missing, unknown or repeated state, a wrong limit or a malformed cursor for "
              + "the list of events",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @CsvSource({
    "state, ''",
    "state, state=",
    "state, state=pending",
    "state, state=PENDING&state=DELIVERED",
    "limit, state=PENDING&limit=201",
    "cursor, state=PENDING&cursor=x",
    "cursor, state=DELIVERED&cursor=x"
  })
  void refusesToListEventsWith(String field, String query) throws Exception {
    HttpResponse<String> answer = server.get("/outbox/events?" + query);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(field);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a malformed or repeated reason code for the list of the quarantine",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @ValueSource(strings = {"reason=", "reason=%3Cb%3E", "reason=A&reason=B"})
  void refusesToListTheQuarantineWith(String query) throws Exception {
    HttpResponse<String> answer = server.get("/outbox/quarantine?" + query);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo("reason");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an invalid redelivery or reconciliation",
      answer = "400 `invalid-value`")
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
  void refusesInvalidReconciliations(String body) throws Exception {
    checkProblem(server.post("/outbox/reconciliations", body), 400);
  }
}
