package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The HTTP client of the journey tests. It tries again as the service asks clients to: if the
 * answer has a {@code Retry-After}, it sends the request again after that time, a POST with the
 * same {@code Idempotency-Key}. A test that wants such an answer names its status.
 */
final class WorkshopClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The service waits ten seconds for its store before it gives up. */
  private static final Duration DEADLINE = patient(Duration.ofSeconds(60));

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Optional<String> token;

  WorkshopClient(int port) {
    this(port, Optional.empty());
  }

  WorkshopClient(int port, Optional<String> token) {
    this.base = URI.create("http://127.0.0.1:" + port);
    this.token = token;
  }

  /** Opens a repair and returns its id. */
  String open() throws Exception {
    return open("ada@example.com");
  }

  String open(String email) throws Exception {
    JsonNode repair =
        send(
            201,
            "POST",
            "/repairs",
            """
            {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},
             "customer":{"name":"Ada Example","email":"%s"},
             "complaint":"Brakes squeal"}
            """
                .formatted(email));
    return repair.get("repairId").asText();
  }

  void addWork(String repair, String description, String amount) throws Exception {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("description", description)
                .set(
                    "price", JSON.createObjectNode().put("amount", amount).put("currency", "EUR")));
    send(200, "POST", "/repairs/" + repair + "/work", body);
  }

  JsonNode complete(String repair) throws Exception {
    return send(200, "PUT", "/repairs/" + repair + "/completion", "");
  }

  void cancel(String repair, String reason) throws Exception {
    String body = JSON.writeValueAsString(JSON.createObjectNode().put("reason", reason));
    send(200, "PUT", "/repairs/" + repair + "/cancellation", body);
  }

  JsonNode redeliver(String repair) throws Exception {
    return send(200, "POST", "/outbox/redeliveries", "{\"repairId\":\"" + repair + "\"}");
  }

  JsonNode events(String repair) throws Exception {
    return get(200, "/repairs/" + repair + "/events").get("items");
  }

  JsonNode get(int status, String path) throws Exception {
    return send(status, "GET", path, "");
  }

  JsonNode post(String path, String body) throws Exception {
    return send(200, "POST", path, body);
  }

  /** The body of an answer that is not JSON. */
  String text(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** Sends a request without a body if the body is empty. */
  JsonNode send(int status, String method, String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    if (method.equals("POST")) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    HttpResponse<String> answer = answered(status, request.build());
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> answered(int expected, HttpRequest request) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      OptionalLong pause = answer.headers().firstValueAsLong("Retry-After");
      if (answer.statusCode() == expected || pause.isEmpty() || System.nanoTime() - end > 0) {
        return answer;
      }
      LockSupport.parkNanos(Duration.ofSeconds(pause.getAsLong()).toNanos());
    }
  }
}
