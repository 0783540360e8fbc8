package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.server.RequestTimes.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every answered request is reported, with values that the client cannot choose. */
class RequestTimesTest {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  private static final Duration NO_TIME = Duration.ZERO;
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void reportTheRegisteredRoute() throws Exception {
    String repair = server.open();
    server.put(repair + "/completion", "");
    server.get(repair);
    server.get("/repairs?limit=1");
    server.get("/repairs/R-NONE");
    server.post("/repairs", "{");

    assertReported(
        new Answered("POST", "/repairs", 201),
        new Answered("PUT", "/repairs/{id}/completion", 200),
        new Answered("GET", "/repairs/{id}", 200),
        new Answered("GET", "/repairs", 200),
        new Answered("GET", "/repairs/{id}", 404),
        new Answered("POST", "/repairs", 400));
  }

  @Test
  void reportUnknownPathsAsUnknown() throws Exception {
    server.get("/repair/R-1");
    server.send("DELETE", "/repairs", "", "");

    assertReported(new Answered("GET", "UNKNOWN", 404), new Answered("DELETE", "UNKNOWN", 405));
  }

  @Test
  void reportFailures() throws Exception {
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new IllegalStateException("Broken");
            });

    server.post("/repairs", NEW_REPAIR);

    assertReported(new Answered("POST", "/repairs", 500));
  }

  @Test
  void reportRefusalsBeforeAnyRoute() throws Exception {
    exchange("GET /repairs/%zz" + HOST);
    exchange("GET /repairs HTTP/9.9\r\n");
    exchange("GET /repairs" + HOST + "X: " + "x".repeat(20_000) + "\r\n");

    assertReported(
        new Answered("OTHER", "UNKNOWN", 400),
        new Answered("OTHER", "UNKNOWN", 400),
        new Answered("GET", "UNKNOWN", 431));
  }

  @Test
  void reportUnknownMethodsAsOther() throws Exception {
    exchange("BREW /repairs" + HOST);
    exchange("get /repairs" + HOST);
    exchange("HEAD /repairs" + HOST);

    assertReported(
        new Answered("OTHER", "UNKNOWN", 405),
        new Answered("OTHER", "UNKNOWN", 405),
        new Answered("HEAD", "/repairs", 200));
  }

  private void assertReported(Answered... expected) throws Exception {
    eventually(() -> assertThat(server.answered()).containsExactlyInAnyOrder(expected));
    assertThat(server.timesTaken())
        .allSatisfy(nanos -> assertThat(Duration.ofNanos(nanos)).isBetween(NO_TIME, A_WHILE));
  }

  private void exchange(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getInputStream().readAllBytes();
    }
  }
}
