package io.fleetfix.adapter.http.command;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and reads respect the version that the client has read. */
@TestInstance(Lifecycle.PER_CLASS)
class PreconditionsTest {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String REASON = "{\"reason\":\"Sold\"}";
  private static final String EMAIL = "{\"email\":\"ada@second.example\"}";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void everyAnswerWithARepairHasItsETag() throws Exception {
    HttpResponse<String> opened = server.post("/repairs", NEW_REPAIR);
    String repair = opened.headers().firstValue("Location").orElseThrow();

    assertThat(tag(opened)).isEqualTo("\"1\"");
    assertThat(tag(server.post(repair + "/work", NEW_WORK))).isEqualTo("\"2\"");
    assertThat(tag(server.get(repair))).isEqualTo("\"2\"");
    assertThat(tag(server.put(repair + "/cancellation", REASON))).isEqualTo("\"3\"");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `If-Match` with an outdated version",
      answer = "412 `other-version`, and nothing is changed")
  @Test
  void addsWorkToTheNamedVersionOnly() throws Exception {
    String repair = server.open();

    assertThat(work(repair, "\"1\"").statusCode()).isEqualTo(200);
    checkRefused(work(repair, "\"1\""), repair);
    assertThat(work(repair, "\"2\"").statusCode()).isEqualTo(200);
    assertThat(work(repair, "*").statusCode()).isEqualTo(200);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `If-Match` with an outdated version",
      answer = "412 `other-version`, and nothing is changed")
  @ParameterizedTest
  @CsvSource({"completion, ''", "cancellation, '{\"reason\":\"Sold\"}'"})
  void completesOrCancelsTheNamedVersionOnly(String end, String body) throws Exception {
    String repair = server.open();
    server.post(repair + "/work", NEW_WORK);

    checkRefused(end(repair, end, body, "\"1\""), repair);
    checkRefused(end(repair, end, body, "\"3\""), repair);
    assertThat(end(repair, end, body, "\"2\"").statusCode()).isEqualTo(200);
    checkRefused(end(repair, end, body, "\"2\""), repair);
    assertThat(end(repair, end, body, "\"3\"").statusCode()).isEqualTo(200);
  }

  @Test
  void repeatedRequestGetsTheSameAnswer() throws Exception {
    String repair = server.open();
    HttpResponse<String> first = keyed(repair);
    HttpResponse<String> again = keyed(repair);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void anUnknownRepairIsNotFound() throws Exception {
    assertThat(work("/repairs/R-UNKNOWN", "\"1\"").statusCode()).isEqualTo(404);
  }

  static List<List<String>> matching() {
    return List.of(
        List.of("\"1\", \"2\""),
        List.of("\"7\",\"1\""),
        List.of("W/\"2\", \"1\", \"x\""),
        List.of(" , ,\t\"1\" ,"),
        List.of("\"a,b\", \"1\""),
        List.of("\"2\"", "\"1\""),
        List.of(" * "));
  }

  @ParameterizedTest
  @MethodSource("matching")
  void appliesIfOneOfSeveralTagsMatches(List<String> tags) throws Exception {
    String repair = server.open();

    assertThat(completed(repair, IF_MATCH, tags).statusCode()).isEqualTo(200);
  }

  static List<List<String>> foreign() {
    return List.of(
        List.of("W/\"1\""),
        List.of("\"\""),
        List.of("\"0\""),
        List.of("\"01\""),
        List.of("\"-1\""),
        List.of("\"a\""),
        List.of("\"a,1\""),
        List.of("\"9999999999999999999\""),
        List.of("\"2\", \"3\""),
        List.of("\"2\"", "W/\"1\""));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `If-Match` without the tag of the current version, or with it as a weak one",
      answer = "412 `other-version`, and nothing is changed")
  @ParameterizedTest
  @MethodSource("foreign")
  void doesNothingIfNoTagMatches(List<String> tags) throws Exception {
    String repair = server.open();
    String before = server.snapshot();

    checkRefused(completed(repair, IF_MATCH, tags), repair);
    assertThat(read(repair, IF_MATCH, tags).statusCode()).isEqualTo(412);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  static List<List<String>> malformed() {
    return List.of(
        List.of(""),
        List.of(" ,, "),
        List.of("1"),
        List.of("\"1"),
        List.of("\"1\" \"2\""),
        List.of("\"1\"\"2\""),
        List.of("w/\"1\""),
        List.of("W/ \"1\""),
        List.of("\"a b\""),
        List.of("<script>"),
        List.of("**"),
        List.of("*, \"1\""),
        List.of("\"1\"", "*"),
        List.of("*", "*"));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `If-Match` or `If-None-Match` that is neither `*` nor a list of tags",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("malformed")
  void refusesMalformedTags(List<String> tags) throws Exception {
    String repair = server.open();
    String before = server.snapshot();

    for (String header : List.of(IF_MATCH, IF_NONE_MATCH)) {
      for (HttpResponse<String> answer :
          List.of(
              completed(repair, header, tags),
              read(repair, header, tags),
              read(repair + "/contact", header, tags))) {
        assertThat(Refusals.checkProblem(answer, 400).get("field").asText()).isEqualTo(header);
      }
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void aListOfThousandsOfTagsIsRead() throws Exception {
    String repair = server.open();

    assertThat(completed(repair, IF_MATCH, List.of("\"2\",".repeat(3_000) + "\"1\"")).statusCode())
        .isEqualTo(200);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "`If-None-Match: *` with a command on what exists",
      answer = "412 `other-version`, and nothing is changed")
  @Test
  void ifNoneMatchKeepsACommandFromChangingWhatExists() throws Exception {
    String repair = server.open();
    server.put(repair + "/contact", "{\"email\":null}");
    String before = server.snapshot();

    for (HttpResponse<String> answer :
        List.of(
            completed(repair, IF_NONE_MATCH, List.of("*")),
            server.send("PUT", repair + "/cancellation", JSON_TYPE, REASON, IF_NONE_MATCH, "*"),
            server.send("PUT", repair + "/contact", JSON_TYPE, EMAIL, IF_NONE_MATCH, "*"),
            server.send("POST", repair + "/work", JSON_TYPE, NEW_WORK, IF_NONE_MATCH, "*"),
            server.send("POST", "/repairs", JSON_TYPE, NEW_REPAIR, IF_NONE_MATCH, "*"))) {
      assertThat(Refusals.checkProblem(answer, 412).get("field").asText()).isEqualTo(IF_NONE_MATCH);
    }
    assertThat(completed("/repairs/R-UNKNOWN", IF_NONE_MATCH, List.of("*")).statusCode())
        .isEqualTo(404);
    assertThat(completed(repair, IF_NONE_MATCH, List.of("\"7\"")).statusCode()).isEqualTo(400);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  /** The list of repairs, to which a new one is posted, has no tag that could match. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `If-Match` with a tag, to open a repair",
      answer = "412 `other-version`, and nothing is changed")
  @Test
  void opensNoRepairIfATagMustMatch() throws Exception {
    String before = server.snapshot();

    for (String tag : List.of("\"1\"", "W/\"1\"", "\"x\"")) {
      HttpResponse<String> answer =
          server.send("POST", "/repairs", JSON_TYPE, NEW_REPAIR, IF_MATCH, tag);

      assertThat(Refusals.checkProblem(answer, 412).get("field").asText()).isEqualTo(IF_MATCH);
    }
    assertThat(server.snapshot()).isEqualTo(before);
    assertThat(server.send("POST", "/repairs", JSON_TYPE, NEW_REPAIR, IF_MATCH, "*").statusCode())
        .isEqualTo(201);
  }

  @Test
  void readsOnlyWhatTheClientDoesNotKnow() throws Exception {
    String repair = server.open();
    String contact = repair + "/contact";
    server.put(contact, "{\"email\":null}");

    for (String path : List.of(repair, contact)) {
      for (String known : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
        for (String method : List.of("GET", "HEAD")) {
          HttpResponse<String> answer = server.send(method, path, "", "", IF_NONE_MATCH, known);

          assertThat(answer.statusCode()).as(path + known).isEqualTo(304);
          assertThat(tag(answer)).isEqualTo("\"1\"");
          assertThat(answer.body()).isEmpty();
          assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        }
      }
      for (String other : List.of("\"2\"", "\"x\", W/\"7\"")) {
        assertThat(read(path, IF_NONE_MATCH, List.of(other)).statusCode()).isEqualTo(200);
      }
      assertThat(read(path, IF_MATCH, List.of("\"1\", \"2\"")).statusCode()).isEqualTo(200);
      assertThat(read(path, IF_MATCH, List.of("*")).statusCode()).isEqualTo(200);
      assertThat(Refusals.checkProblem(read(path, IF_MATCH, List.of("\"2\"")), 412).get("field"))
          .hasToString("\"If-Match\"");
    }
    assertThat(read("/repairs/R-UNKNOWN", IF_NONE_MATCH, List.of("*")).statusCode()).isEqualTo(404);
  }

  @Test
  void aContactThatWasNeverCorrectedHasNoTag() throws Exception {
    String contact = server.open() + "/contact";

    assertThat(read(contact, IF_NONE_MATCH, List.of("\"1\"")).headers().firstValue("ETag"))
        .isEmpty();
    assertThat(read(contact, IF_MATCH, List.of("\"1\"")).statusCode()).isEqualTo(412);
  }

  private HttpResponse<String> completed(String repair, String header, List<String> values)
      throws Exception {
    return server.send("PUT", repair + "/completion", "", "", headers(header, values));
  }

  private HttpResponse<String> read(String path, String header, List<String> values)
      throws Exception {
    return server.send("GET", path, "", "", headers(header, values));
  }

  private static String[] headers(String name, List<String> values) {
    return values.stream().flatMap(value -> Stream.of(name, value)).toArray(String[]::new);
  }

  private void checkRefused(HttpResponse<String> answer, String repair) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
    assertThat(ServerUnderTest.json(answer).get("type").asText())
        .isEqualTo("/problems/other-version");
    assertThat(answer.body()).doesNotContain(repair);
  }

  private HttpResponse<String> work(String repair, String tag) throws Exception {
    return server.send("POST", repair + "/work", JSON_TYPE, NEW_WORK, "If-Match", tag);
  }

  private HttpResponse<String> keyed(String repair) throws Exception {
    return server.send(
        "POST",
        repair + "/work",
        JSON_TYPE,
        NEW_WORK,
        "If-Match",
        "\"1\"",
        "Idempotency-Key",
        "a-key-" + repair.substring("/repairs/".length()));
  }

  private HttpResponse<String> end(String repair, String end, String body, String tag)
      throws Exception {
    return server.send(
        "PUT", repair + "/" + end, body.isEmpty() ? "" : JSON_TYPE, body, "If-Match", tag);
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
