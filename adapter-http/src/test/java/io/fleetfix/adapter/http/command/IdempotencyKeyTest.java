package io.fleetfix.adapter.http.command;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests repeated with the same key have one effect. */
class IdempotencyKeyTest {
  private static final String KEY = "6f1c9b1e-7c1f-4d0c-9a55-0f8e8c9c8f11";
  private static final String SOLD = "{\"reason\":\"Sold\"}";
  private static final Duration A_DAY = Duration.ofHours(24);

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void repeatedOpeningOpensOneRepair() throws Exception {
    HttpResponse<String> first = server.postOnce("/repairs", NEW_REPAIR, KEY);
    HttpResponse<String> second = server.postOnce("/repairs", NEW_REPAIR, KEY);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(location(second)).isEqualTo(location(first)).startsWith("/repairs/R-");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(openRepairs()).hasSize(1);
  }

  @Test
  void aKeyIsTheSameWithAndWithoutQuotes() throws Exception {
    for (String key : List.of(KEY, "k", "urn:order:7/=+;~", "k".repeat(255))) {
      String opened = location(server.postOnce("/repairs", NEW_REPAIR, key));

      assertThat(location(server.postOnce("/repairs", NEW_REPAIR, '"' + key + '"')))
          .isEqualTo(opened);
      checkReused(server.postOnce(opened + "/work", NEW_WORK, '"' + key + '"'));
    }
    String quoted = location(server.postOnce("/repairs", NEW_REPAIR, "\"a,b\""));
    assertThat(location(server.postOnce("/repairs", NEW_REPAIR, "\"a,b\""))).isEqualTo(quoted);
    assertThat(openRepairs()).hasSize(5);
  }

  @Test
  void repeatedWorkAddsOneLine() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.postOnce(repair + "/work", NEW_WORK, KEY);
    HttpResponse<String> second = server.postOnce(repair + "/work", NEW_WORK, KEY);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(work(repair)).hasSize(1);
  }

  @Test
  void repeatedCompletionGetsTheSameAnswer() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.putOnce(repair + "/completion", "", KEY);
    server.workshop().passTime(Duration.ofMinutes(1));
    HttpResponse<String> second = server.putOnce(repair + "/completion", "", KEY);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(ServerUnderTest.json(server.get(repair + "/events")).get("items")).hasSize(1);
    checkReused(server.putOnce(server.open() + "/completion", "", KEY));
  }

  @Test
  void repeatedCancellationGetsTheSameAnswer() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.putOnce(repair + "/cancellation", SOLD, KEY);
    HttpResponse<String> second = server.putOnce(repair + "/cancellation", SOLD, KEY);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(ServerUnderTest.json(server.get(repair + "/events")).get("items")).hasSize(1);
    checkReused(server.putOnce(repair + "/cancellation", "{\"reason\":\"Lost\"}", KEY));
  }

  @Test
  void refusedCompletionLeavesItsKeyFree() throws Exception {
    String cancelled = server.open();
    server.put(cancelled + "/cancellation", SOLD);
    String open = server.open();

    assertThat(server.putOnce(cancelled + "/completion", "", KEY).statusCode()).isEqualTo(409);
    assertThat(server.putOnce("/repairs/R-NONE/completion", "", KEY).statusCode()).isEqualTo(404);

    assertThat(server.putOnce(open + "/completion", "", KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABodyOverTheLimit() throws Exception {
    String repair = server.open();

    assertThat(server.putOnce(repair + "/completion", "x".repeat(70_000), KEY).statusCode())
        .isEqualTo(413);

    assertThat(ServerUnderTest.json(server.get(repair)).get("status").asText()).isEqualTo("OPEN");
  }

  @Test
  void requestsWithOtherKeysOrNoneAreSeparate() throws Exception {
    server.postOnce("/repairs", NEW_REPAIR, "key");
    server.postOnce("/repairs", NEW_REPAIR, "KEY");
    server.postOnce("/repairs", NEW_REPAIR);
    server.postOnce("/repairs", NEW_REPAIR);

    assertThat(openRepairs()).hasSize(4);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "concurrent requests with one `Idempotency-Key`",
      answer = "201 for all, and one repair")
  @Test
  void concurrentOpeningsWithOneKeyOpenOneRepair() throws Exception {
    List<HttpResponse<String>> answers =
        together(16, () -> server.postOnce("/repairs", NEW_REPAIR, KEY));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(answers.stream().map(IdempotencyKeyTest::location).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(openRepairs()).hasSize(1);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the same for one line of work",
      answer = "200 for all, and one line")
  @Test
  void concurrentWorkWithOneKeyAddsOneLine() throws Exception {
    String repair = server.open();

    List<HttpResponse<String>> answers =
        together(16, () -> server.postOnce(repair + "/work", NEW_WORK, KEY));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet()))
        .isEqualTo(Set.of(server.get(repair).body()));
    assertThat(work(repair)).hasSize(1);
  }

  @Test
  void repeatedRequestReturnsTheCurrentRepair() throws Exception {
    HttpResponse<String> opened = server.postOnce("/repairs", NEW_REPAIR, "opening");
    String repair = location(opened);
    server.postOnce(repair + "/work", NEW_WORK, "work");
    server.put(repair + "/completion", "");
    String now = server.get(repair).body();

    HttpResponse<String> openedAgain = server.postOnce("/repairs", NEW_REPAIR, "opening");
    HttpResponse<String> workedAgain = server.postOnce(repair + "/work", NEW_WORK, "work");

    assertThat(openedAgain.statusCode()).isEqualTo(201);
    assertThat(location(openedAgain)).isEqualTo(repair);
    assertThat(openedAgain.body()).isEqualTo(now).isNotEqualTo(opened.body());
    assertThat(workedAgain.statusCode()).isEqualTo(200);
    assertThat(workedAgain.body()).isEqualTo(now);
    assertThat(server.get(repair).body()).isEqualTo(now);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `Idempotency-Key` reused with another body",
      answer = "422 `key-reused`")
  @Test
  void refusesAnotherBodyWithTheSameKey() throws Exception {
    String repair = location(server.postOnce("/repairs", NEW_REPAIR, "opening"));
    server.postOnce(repair + "/work", NEW_WORK, "work");
    String before = server.snapshot();

    checkReused(server.postOnce("/repairs", NEW_REPAIR.replace("Golf", "Polo"), "opening"));
    checkReused(server.postOnce("/repairs", NEW_REPAIR.replace("\n", " "), "opening"));
    checkReused(server.postOnce(repair + "/work", NEW_WORK.replace("120", "121"), "work"));
    checkReused(server.postOnce(repair + "/work", " " + NEW_WORK, "work"));

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `Idempotency-Key` reused with another path",
      answer = "422 `key-reused`")
  @Test
  void refusesAnotherPathWithTheSameKey() throws Exception {
    String repair = location(server.postOnce("/repairs", NEW_REPAIR, "opening"));
    String other = server.open();
    server.postOnce(repair + "/work", NEW_WORK, "work");
    String before = server.snapshot();

    checkReused(server.postOnce(other + "/work", NEW_WORK, "work"));
    checkReused(server.postOnce(repair + "/work", NEW_WORK, "opening"));
    checkReused(server.postOnce("/repairs", NEW_REPAIR, "work"));

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void keysExpireAfterExactlyOneDay() throws Exception {
    String first = location(server.postOnce("/repairs", NEW_REPAIR, KEY));

    server.workshop().passTime(A_DAY.minusMillis(1));
    assertThat(location(server.postOnce("/repairs", NEW_REPAIR, KEY))).isEqualTo(first);
    server.workshop().passTime(Duration.ofMillis(1));
    HttpResponse<String> next = server.postOnce(first + "/work", NEW_WORK, KEY);

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(server.postOnce(first + "/work", NEW_WORK, KEY).body()).isEqualTo(next.body());
    assertThat(work(first)).hasSize(1);
  }

  @Test
  void refusedRequestLeavesItsKeyFree() throws Exception {
    String closed = server.open();
    server.put(closed + "/completion", "");
    String open = server.open();

    assertThat(server.postOnce(closed + "/work", NEW_WORK, KEY).statusCode()).isEqualTo(409);
    assertThat(server.postOnce(open + "/work", "{}", KEY).statusCode()).isEqualTo(400);
    assertThat(server.postOnce("/repairs/R-NONE/work", NEW_WORK, KEY).statusCode()).isEqualTo(404);

    assertThat(server.postOnce(open + "/work", NEW_WORK, KEY).statusCode()).isEqualTo(200);
    assertThat(work(open)).hasSize(1);
  }

  @Test
  void retryAfterAnOutageTakesEffectOnce() throws Exception {
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new StorageUnavailable(new IllegalStateException("Down"));
            });
    assertThat(server.postOnce("/repairs", NEW_REPAIR, KEY).statusCode()).isEqualTo(503);

    server.workshop().beforeCommit(() -> {});
    assertThat(server.postOnce("/repairs", NEW_REPAIR, KEY).statusCode()).isEqualTo(201);
    assertThat(server.postOnce("/repairs", NEW_REPAIR, KEY).statusCode()).isEqualTo(201);

    assertThat(openRepairs()).hasSize(1);
  }

  private static void checkReused(HttpResponse<String> answer) throws Exception {
    JsonNode problem = Refusals.checkProblem(answer, 422);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(problem.get("type").asText()).isEqualTo("/problems/key-reused");
    assertThat(problem.get("field").asText()).isEqualTo("Idempotency-Key");
  }

  private JsonNode openRepairs() throws Exception {
    return ServerUnderTest.json(server.get("/repairs?limit=200")).get("items");
  }

  private JsonNode work(String repair) throws Exception {
    return ServerUnderTest.json(server.get(repair)).get("work");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
