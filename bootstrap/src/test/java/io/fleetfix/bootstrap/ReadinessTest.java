package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.StoreSwitch.Mode;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checks of the whole service while its store refuses writes or answers nothing. */
@ExtendWith(DynamoDbLocalExtension.class)
class ReadinessTest {
  private static final String NEW_REPAIR =
      """
      {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},
       "customer":{"name":"Ada Example","email":"ada@example.com"},
       "complaint":"Brakes squeal"}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final StoreSwitch store;
  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  ReadinessTest(DynamoDbLocal local) throws IOException {
    store = new StoreSwitch(local.endpoint());
    running = WorkshopOnDynamoDb.start(store.endpoint());
    workshop = new WorkshopClient(running.port());
  }

  @AfterEach
  void stop() throws InterruptedException {
    store.turn(Mode.WORKS);
    running.stop();
    store.close();
    http.close();
  }

  @Test
  void isNotReadyWhileTheStoreRefusesWritesAndHealsWithoutTraffic() throws Exception {
    assertThat(workshop.get(200, "/health/ready").get("sampledSecondsAgo").asInt())
        .isBetween(0, 30);
    store.turn(Mode.REFUSES_WRITES);

    eventually(
        () ->
            assertThat(workshop.get(503, "/health/ready").get("detail").asText())
                .matches("Not ready: the heartbeat, a write to the store, has failed for .*"));
    workshop.get(200, "/health/live");
    workshop.get(200, "/repairs?status=OPEN");
    workshop.get(200, "/health/outbox");

    store.turn(Mode.WORKS);
    eventually(() -> workshop.get(200, "/health/ready"));
    workshop.open();
  }

  @Test
  void isNotReadyIfHeartbeatsSucceedButAllCommitsFail() throws Exception {
    store.turn(Mode.REFUSES_COMMITS);
    List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < WriteCheck.FAILED_COMMITS; i++) {
      requests.add(open());
    }

    eventually(
        () ->
            assertThat(workshop.get(503, "/health/ready").get("detail").asText())
                .matches("Not ready: the last [0-9]+ commits failed, the first of them .*"));
    requests.forEach(request -> assertThat(request.join().statusCode()).isEqualTo(503));

    store.turn(Mode.WORKS);
    eventually(() -> workshop.get(200, "/health/ready"));
    assertThat(workshop.get(200, "/repairs?status=OPEN").get("items")).isEmpty();
  }

  @Test
  void checksAnswerWhileTheStoreIsSilentAndNothingIsLostOrHalfDone() throws Exception {
    store.turn(Mode.SILENT);
    List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      requests.add(open());
    }

    eventually(
        () ->
            assertThat(workshop.get(503, "/health/ready").get("detail").asText())
                .startsWith("Not ready: "));
    workshop.get(200, "/health/live");
    eventually(() -> assertThat(workshop.text("/metrics")).contains("outbox_pending NaN"));
    eventually(() -> workshop.get(503, "/health/outbox"));
    for (CompletableFuture<HttpResponse<String>> request : requests) {
      assertThat(request.join().statusCode()).as(request.join().body()).isEqualTo(503);
      assertThat(request.join().headers().firstValue("Retry-After")).contains("1");
    }

    store.turn(Mode.WORKS);
    eventually(() -> workshop.get(200, "/health/ready"));
    String repair = workshop.open();
    workshop.complete(repair);
    JsonNode completed = workshop.get(200, "/repairs?status=COMPLETED").get("items");
    assertThat(completed).hasSize(1);
    assertThat(workshop.get(200, "/repairs?status=OPEN").get("items")).isEmpty();
    assertThat(workshop.events(repair)).hasSize(1);
    eventually(() -> assertThat(workshop.text("/metrics")).contains("outbox_pending 1.0"));
  }

  private CompletableFuture<HttpResponse<String>> open() {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/repairs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(NEW_REPAIR))
            .build(),
        BodyHandlers.ofString());
  }
}
