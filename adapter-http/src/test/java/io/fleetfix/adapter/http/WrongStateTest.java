package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that are repeated, or that the state of the repair or of the store rules out. */
class WrongStateTest {
  private static final String REASON = "{\"reason\":\"Sold\"}";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void repeatedCompletionGetsTheSameAnswer() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.put(repair + "/completion", "");
    HttpResponse<String> second = server.put(repair + "/completion", "");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(ServerUnderTest.json(server.get(repair + "/events")).get("items")).hasSize(1);
  }

  @Test
  void repeatedCancellationKeepsTheFirstReason() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.put(repair + "/cancellation", REASON);
    HttpResponse<String> second = server.put(repair + "/cancellation", "{\"reason\":\"Lost\"}");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void completedRepairRefusesWorkAndCancellation() throws Exception {
    String repair = server.open();
    server.put(repair + "/completion", "");
    String before = server.get(repair).body();

    checkConflict(server.post(repair + "/work", NEW_WORK), "/problems/repair-completed");
    checkConflict(server.put(repair + "/cancellation", REASON), "/problems/repair-completed");

    assertThat(server.get(repair).body()).isEqualTo(before);
  }

  @Test
  void cancelledRepairRefusesWorkAndCompletion() throws Exception {
    String repair = server.open();
    server.put(repair + "/cancellation", REASON);
    String before = server.get(repair).body();

    checkConflict(server.post(repair + "/work", NEW_WORK), "/problems/repair-cancelled");
    checkConflict(server.put(repair + "/completion", ""), "/problems/repair-cancelled");

    assertThat(server.get(repair).body()).isEqualTo(before);
  }

  @Test
  void acceptsWorkLinesUpToTheLimit() throws Exception {
    String repair = server.open();
    for (int i = 0; i < Repair.MAX_WORK_LINES; i++) {
      assertThat(server.post(repair + "/work", NEW_WORK).statusCode()).isEqualTo(200);
    }

    checkConflict(server.post(repair + "/work", NEW_WORK), "/problems/work-limit");

    assertThat(ServerUnderTest.json(server.get(repair)).get("work")).hasSize(Repair.MAX_WORK_LINES);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a line of work with which the repair has more than 370,000 bytes",
      answer = "409 `repair-too-large`; the repair can still be completed")
  @Test
  void refusesTheLineThatMakesARepairTooLargeAndStillClosesIt() throws Exception {
    String line = NEW_WORK.replace("Brake pads", "\ud83d\ude97".repeat(500));
    String repair = server.open();
    int lines = 0;
    while (server.post(repair + "/work", line).statusCode() == 200) {
      lines++;
    }

    assertThat(lines).isEqualTo(164);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> refused = server.postOnce(repair + "/work", line, "a-key");
      checkConflict(refused, "/problems/repair-too-large");
      assertThat(refused.body()).contains("370000 bytes").doesNotContain("\ud83d\ude97");
    }
    assertThat(server.post(repair + "/work", NEW_WORK).statusCode()).isEqualTo(200);
    assertThat(server.put(repair + "/completion", "").statusCode()).isEqualTo(200);
  }

  static Stream<RuntimeException> transientFaults() {
    return Stream.of(
        new StorageUnavailable(new IllegalStateException("secret")),
        new ConcurrencyConflict("REPAIR#R-1"));
  }

  @ParameterizedTest
  @MethodSource("transientFaults")
  void answers503WhileTheStoreCannotWrite(RuntimeException fault) throws Exception {
    String repair = server.open();
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw fault;
            });

    HttpResponse<String> answer = server.put(repair + "/completion", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("/problems/unavailable").doesNotContain("secret");
    server.workshop().beforeCommit(() -> {});
    assertThat(server.put(repair + "/completion", "").statusCode()).isEqualTo(200);
  }

  @Test
  void answers507WhenTheStoreHasNoRoom() throws Exception {
    String repair = server.open();
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new StoreFull();
            });

    for (HttpResponse<String> answer :
        List.of(server.post("/repairs", NEW_REPAIR), server.post(repair + "/work", NEW_WORK))) {
      assertThat(Refusals.checkProblem(answer, 507).get("type").asText())
          .isEqualTo("/problems/store-full");
    }
  }

  @Test
  void answers500WithoutDetailsOfAnUnexpectedFault() throws Exception {
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new IllegalStateException("secret");
            });

    HttpResponse<String> answer = server.post("/repairs", NEW_REPAIR);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("/problems/unexpected").doesNotContain("secret");
  }

  @Test
  void answers500WithoutDetailsOfAnError() throws Exception {
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new StackOverflowError("secret");
            });

    HttpResponse<String> answer = server.post("/repairs", NEW_REPAIR);

    assertThat(Refusals.checkProblem(answer, 500).get("type").asText())
        .isEqualTo("/problems/unexpected");
    assertThat(answer.body()).doesNotContain("secret");
  }

  private static void checkConflict(HttpResponse<String> answer, String type) throws Exception {
    assertThat(Refusals.checkProblem(answer, 409).get("type").asText()).isEqualTo(type);
  }
}
