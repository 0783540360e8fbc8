package io.fleetfix.adapter.http.command;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.ServerUnderTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands apply only to the version of the repair that the client has read. */
@TestInstance(Lifecycle.PER_CLASS)
class IfMatchTest {
  private static final String REASON = "{\"reason\":\"Sold\"}";

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

  @Test
  void addsWorkToTheNamedVersionOnly() throws Exception {
    String repair = server.open();

    assertThat(work(repair, "\"1\"").statusCode()).isEqualTo(200);
    checkRefused(work(repair, "\"1\""), repair);
    assertThat(work(repair, "\"2\"").statusCode()).isEqualTo(200);
    assertThat(work(repair, "*").statusCode()).isEqualTo(200);
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "\"\"",
        "\"0\"",
        "\"01\"",
        "\"-1\"",
        "\"a\"",
        "W/\"1\"",
        "\"1\", \"2\"",
        "\"9999999999999999999\"",
        "\"1",
        "<script>",
        "**"
      })
  void refusesMalformedTags(String tag) throws Exception {
    String repair = server.open();
    String before = server.get(repair).body();

    HttpResponse<String> answer = work(repair, tag);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(ServerUnderTest.json(answer).get("field").asText()).isEqualTo("If-Match");
    assertThat(answer.body()).doesNotContain("script");
    assertThat(server.get(repair).body()).isEqualTo(before);
  }

  @Test
  void refusesTwoTags() throws Exception {
    String repair = server.open();

    assertThat(
            server
                .send("PUT", repair + "/completion", "", "", "If-Match", "\"1\"", "If-Match", "*")
                .statusCode())
        .isEqualTo(400);
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
