package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of a service that is killed and started again, each time on another port. It repeats a
 * request with the same {@code Idempotency-Key} until it is answered, as clients are asked to.
 * Thread-safe.
 */
final class PersistentClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = patient(Duration.ofSeconds(60));

  /** Each start of the service takes seconds, on a busy machine many. */
  private static final Duration DEADLINE = patient(Duration.ofMinutes(5));

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int BUSY = 503;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger port = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  void listensOn(int newPort) {
    port.set(newPort);
  }

  String url() {
    return "http://127.0.0.1:" + port.get();
  }

  int answered() {
    return answered.get();
  }

  /** How many requests got no answer because the service died, or was dead. */
  int unanswered() {
    return unanswered.get();
  }

  JsonNode get(String path) {
    return send("GET", path, "");
  }

  JsonNode put(String path) {
    return send("PUT", path, "");
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  private JsonNode send(String method, String path, String body) {
    String key = UUID.randomUUID().toString();
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        HttpResponse<String> answer =
            http.send(request(method, path, body, key), BodyHandlers.ofString());
        if (answer.statusCode() != BUSY) {
          assertThat(answer.statusCode() / 100)
              .as("%s %s: %s", method, path, answer.body())
              .isEqualTo(2);
          answered.incrementAndGet();
          return JSON.readTree(answer.body());
        }
      } catch (IOException dead) {
        unanswered.incrementAndGet();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("No answer to " + method + " " + path);
  }

  private HttpRequest request(String method, String path, String body, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(TIMEOUT);
    if (method.equals("POST")) {
      request.header("Idempotency-Key", key).header("Content-Type", "application/json");
    }
    return request
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }
}
