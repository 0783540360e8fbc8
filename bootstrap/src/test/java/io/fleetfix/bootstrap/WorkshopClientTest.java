package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of the tests tries again as the service asks clients to, and no more. */
class WorkshopClientTest {
  private final HttpServer server;
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private boolean saysWhen = true;

  WorkshopClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::unavailableAtFirst);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsARequestAgainWithTheSameKey() throws Exception {
    assertThat(client().open()).isEqualTo("R-1");

    assertThat(keys).hasSize(2).doesNotContain("none").containsOnly(keys.getFirst());
  }

  @Test
  void eachRequestHasItsOwnKey() throws Exception {
    client().open();
    client().open();

    assertThat(keys).hasSize(3);
    assertThat(keys.getLast()).isNotEqualTo(keys.getFirst());
  }

  @Test
  void sendsNothingAgainWithoutRetryAfter() {
    saysWhen = false;

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client().open());
    assertThat(keys).hasSize(1);
  }

  @Test
  void returnsTheAnswerThatTheTestWants() throws Exception {
    client().get(503, "/health/ready");

    assertThat(keys).containsExactly("none");
  }

  private WorkshopClient client() {
    return new WorkshopClient(server.getAddress().getPort());
  }

  private void unavailableAtFirst(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    keys.add(key == null ? "none" : key);
    if (saysWhen) {
      exchange.getResponseHeaders().add("Retry-After", "0");
    }
    byte[] body = "{\"repairId\":\"R-1\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(keys.size() == 1 ? 503 : 201, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
