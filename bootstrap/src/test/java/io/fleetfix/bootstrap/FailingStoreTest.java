package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.FaultyDynamoDb.Fault;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients see while DynamoDB fails for longer than the service retries. */
@ExtendWith(DynamoDbLocalExtension.class)
class FailingStoreTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final FaultyDynamoDb store;
  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  FailingStoreTest(DynamoDbLocal local) throws IOException {
    store = new FaultyDynamoDb(local.endpoint());
    running = WorkshopOnDynamoDb.start(store.endpoint());
    workshop = new WorkshopClient(running.port());
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.stop();
    store.close();
    http.close();
  }

  /** All at the same time, because the service retries each for ten seconds. */
  @Test
  void answers503WithRetryAfterAndWritesNothing() throws Exception {
    Map<Fault, String> repairs = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      String repair = workshop.open();
      repairs.put(fault, repair);
      store.fail(repair, fault);
    }

    Map<Fault, CompletableFuture<HttpResponse<String>>> answers = new EnumMap<>(Fault.class);
    repairs.forEach((fault, repair) -> answers.put(fault, complete(repair)));

    for (Fault fault : Fault.values()) {
      HttpResponse<String> answer = Objects.requireNonNull(answers.get(fault)).join();
      assertThat(answer.statusCode()).as("%s: %s", fault, answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as("%s", fault).contains("1");
      assertThat(answer.body()).contains("/problems/unavailable").doesNotContain("bad day");
    }
    for (String repair : repairs.values()) {
      assertThat(workshop.get(200, "/repairs/" + repair).get("status").asText()).isEqualTo("OPEN");
      assertThat(workshop.events(repair)).isEmpty();
    }

    // A request that timed out may still be in flight and succeed now.
    store.heal();
    for (String repair : repairs.values()) {
      workshop.complete(repair);
      assertThat(workshop.events(repair)).hasSize(1);
    }
  }

  private CompletableFuture<HttpResponse<String>> complete(String repair) {
    URI completion =
        URI.create("http://127.0.0.1:" + running.port() + "/repairs/" + repair + "/completion");
    return http.sendAsync(
        HttpRequest.newBuilder(completion).PUT(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }
}
