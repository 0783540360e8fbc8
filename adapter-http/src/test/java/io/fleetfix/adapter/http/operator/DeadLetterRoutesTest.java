package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.Refusals.checkProblem;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's routes to the dead letters of two queues, invoicing and mail. */
class DeadLetterRoutesTest {
  private static final String PATH = "/outbox/dead-letters";
  private static final String REDRIVE = PATH + "/redrive";
  private static final OutboxEntry EVENT = OutboxEntry.of(repairCompleted());

  private static final String ALL = "{\"all\":true}";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  private void kill(String queue, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      server.workshop().queues().kill(queue, i == 0 ? EVENT : anotherEvent());
    }
  }

  private static OutboxEntry anotherEvent() {
    return OutboxEntry.of(new RepairCompleted(aRepairId(), new Version(4), TWO_O_CLOCK));
  }

  @Test
  void listsTheLettersOfAllQueuesOrOfOne() throws Exception {
    kill("invoicing", 3);
    kill("mail", 1);

    JsonNode all = json(server.get(PATH + "?limit=2"));
    JsonNode mail = json(server.get(PATH + "?queue=mail"));

    assertThat(all.get("queues").toString())
        .isEqualTo("[{\"queue\":\"invoicing\",\"count\":3},{\"queue\":\"mail\",\"count\":1}]");
    assertThat(all.get("items").findValuesAsText("queue"))
        .containsExactly("invoicing", "invoicing", "mail");
    assertThat(mail.get("items")).hasSize(1);
    JsonNode letter = mail.get("items").get(0);
    assertThat(letter.get("eventId").asText()).isEqualTo(EVENT.eventId().toString());
    assertThat(letter.get("eventType").asText()).isEqualTo("RepairCompleted");
    assertThat(letter.get("receives").asInt()).isEqualTo(1);
    assertThat(letter.has("result") || letter.has("problem")).isFalse();
  }

  @Test
  void redrivesAllQueuesWithinTheLimitAndNoneWhenDry() throws Exception {
    kill("invoicing", 3);
    kill("mail", 3);

    assertThat(results("{\"all\":true,\"dryRun\":true,\"limit\":4}"))
        .containsExactly(
            "WOULD_BE_REDRIVEN", "WOULD_BE_REDRIVEN", "WOULD_BE_REDRIVEN", "WOULD_BE_REDRIVEN");
    JsonNode answer = json(server.post(REDRIVE, "{\"all\":true,\"limit\":4}"));

    assertThat(answer.get("items").findValuesAsText("queue"))
        .containsExactly("invoicing", "invoicing", "mail", "mail");
    assertThat(answer.get("queues").findValuesAsText("count")).containsExactly("1", "1");
    assertThat(results("{\"queue\":\"mail\"}")).containsExactly("REDRIVEN");
    assertThat(results(ALL)).containsExactly("REDRIVEN");
    assertThat(results(ALL)).isEmpty();
  }

  @Test
  void redrivesOneMessage() throws Exception {
    kill("mail", 3);
    String id = json(server.get(PATH)).get("items").get(1).get("messageId").asText();
    String body = "{\"queue\":\"mail\",\"messageId\":\"" + id + "\"}";

    assertThat(results(body)).containsExactly("REDRIVEN");
    assertThat(results(body)).isEmpty();
    assertThat(json(server.get(PATH)).get("items").findValuesAsText("messageId"))
        .hasSize(2)
        .doesNotContain(id);
  }

  @Test
  void aQueueThatCannotBeReadHidesNoOther() throws Exception {
    kill("mail", 1);
    server.workshop().queues().takeAway("invoicing");

    JsonNode listed = json(server.get(PATH));

    assertThat(listed.get("queues").get(0).toString())
        .isEqualTo("{\"queue\":\"invoicing\",\"problem\":\"The queue does not exist\"}");
    assertThat(listed.get("items")).hasSize(1);
    assertThat(results(ALL)).containsExactly("REDRIVEN");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the dead letters of an unknown queue, or a limit outside 1 to 200",
      answer = "400 `invalid-value`, which for a queue names the known ones")
  @ParameterizedTest
  @CsvSource({
    "limit, limit=0",
    "limit, limit=201",
    "limit, limit=x",
    "limit, limit=1&limit=2",
    "queue, queue=unknown",
    "queue, queue=",
    "queue, queue=fleetfix-mail",
    "queue, queue=mail&queue=invoicing"
  })
  void refusesInvalidLists(String field, String query) throws Exception {
    HttpResponse<String> answer = server.get(PATH + "?" + query);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(field);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends =
          "a redrive that names neither a queue nor all of them, an unknown queue, a "
              + "message without its queue, or an invalid field",
      answer = "400 `invalid-value`, and no message is sent")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit {\"all\":true,\"limit\":0}",
        "limit {\"all\":true,\"limit\":201}",
        "limit {\"all\":true,\"limit\":\"5\"}",
        "limit {\"all\":true,\"limit\":1.5}",
        "queue {\"queue\":\"unknown\"}",
        "queue {\"queue\":null}",
        "queue {\"queue\":7}",
        "queue {\"messageId\":\"x\"}",
        "queue {}",
        "queue {\"dryRun\":false}",
        "queue {\"queue\":\"mail\",\"all\":true}",
        "messageId {\"all\":true,\"messageId\":\"x\"}",
        "all {\"all\":false}",
        "all {\"all\":null}",
        "messageId {\"queue\":\"mail\",\"messageId\":7}",
        "messageId {\"queue\":\"mail\",\"messageId\":\"x\",\"limit\":1}",
        "messageId {\"queue\":\"mail\",\"messageId\":\"x\",\"dryRun\":true}",
        "dryRun {\"all\":true,\"dryRun\":\"true\"}",
        "force {\"all\":true,\"force\":true}"
      })
  void refusesInvalidRedrivesAndSendsNothing(String fieldAndBody) throws Exception {
    kill("mail", 1);
    String[] parts = fieldAndBody.split(" ", 2);

    HttpResponse<String> answer = server.post(REDRIVE, parts[1]);

    assertThat(checkProblem(answer, 400).get("field").asText()).isEqualTo(parts[0]);
    assertThat(json(server.get(PATH)).get("items")).hasSize(1);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the dead letters of an unknown queue, or a limit outside 1 to 200",
      answer = "400 `invalid-value`, which for a queue names the known ones")
  @Test
  void theErrorForAnUnknownQueueNamesTheKnownOnes() throws Exception {
    assertThat(checkProblem(server.get(PATH + "?queue=x"), 400).get("detail").asText())
        .isEqualTo("queue must be one of invoicing, mail");
  }

  private List<String> results(String body) throws Exception {
    HttpResponse<String> answer = server.post(REDRIVE, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).get("items").findValuesAsText("result");
  }
}
