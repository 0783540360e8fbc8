package io.fleetfix.adapter.http.server;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clients and store do, the checks answer, and nothing is lost or half done. */
@Timeout(180)
class CrowdedServerTest {
  private static final List<String> CHECKS =
      List.of("/health/live", "/health/ready", "/health/outbox", "/metrics");
  private static final Duration LONG = Duration.ofHours(1);
  private static final String NEW =
      "POST /repairs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
          + "Content-Type: application/json\r\nContent-Length: "
          + NEW_REPAIR.length()
          + "\r\n\r\n";

  private final ServerUnderTest server = new ServerUnderTest(new Patience(LONG, LONG));
  private final AtomicInteger inTheStore = new AtomicInteger();
  private final CountDownLatch storeAnswers = new CountDownLatch(1);

  @AfterEach
  void stop() {
    storeAnswers.countDown();
    server.close();
  }

  @Attack(
      kind = Attack.Kind.CROWD,
      sends = "1,000 commands while the store does not answer",
      answer = "503 with `Retry-After` to all but 64; none of these has an effect")
  @Test
  void aThousandRequestsOnASilentStore() throws Exception {
    silenceTheStore();
    try (Crowd crowd = new Crowd(1_000, server.server().port(), NEW + NEW_REPAIR)) {
      crowd.listen();
      eventually(() -> assertThat(inTheStore).hasValue(Admission.AT_ONCE));
      assertThatChecksAnswer();
      eventually(() -> assertThat(crowd.answers("503")).hasSize(1_000 - Admission.AT_ONCE));
      assertThatChecksAnswer();
      assertThat(crowd.answers("503"))
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .contains("Retry-After: 1\r\n", "/problems/unavailable", "Content-Security"));

      storeAnswers.countDown();
      eventually(() -> assertThat(crowd.answers()).hasSize(1_000));
      assertThat(crowd.answers("201")).as(crowd.others()).hasSize(Admission.AT_ONCE);
    }
    assertThat(server.post("/repairs", NEW_REPAIR).statusCode()).isEqualTo(201);
    assertThat(openRepairs()).isEqualTo(Admission.AT_ONCE + 1);
  }

  @Test
  void aBurstWaitsForItsTurnIfTheStoreAnswers() throws Exception {
    int burst = Admission.AT_ONCE + Admission.WAITING;
    silenceTheStore();
    try (Crowd crowd = new Crowd(burst, server.server().port(), NEW + NEW_REPAIR)) {
      crowd.listen();
      eventually(() -> assertThat(inTheStore).hasValue(Admission.AT_ONCE));
      storeAnswers.countDown();

      eventually(() -> assertThat(crowd.answers()).hasSize(burst));
      assertThat(crowd.answers("201")).hasSizeGreaterThan(Admission.AT_ONCE);
      assertThat(openRepairs()).isEqualTo(crowd.answers("201").size());
    }
  }

  @Attack(
      kind = Attack.Kind.CROWD,
      sends = "61 or 200 bodies, slowly, on as many connections",
      answer = "success, as soon as they have arrived")
  @ParameterizedTest
  @ValueSource(ints = {61, 200})
  void slowBodies(int clients) throws Exception {
    try (Crowd crowd = new Crowd(clients, server.server().port(), NEW + NEW_REPAIR.charAt(0))) {
      crowd.listen();
      assertThatChecksAnswer();
      assertThat(server.post("/repairs", NEW_REPAIR).statusCode()).isEqualTo(201);
      eventually(() -> assertThat(threadsAtWork()).isLessThan(10));

      for (int i = 1; i < 20; i++) { // the rest comes in pieces
        crowd.send(NEW_REPAIR.substring(i, i + 1));
      }
      crowd.send(NEW_REPAIR.substring(20));
      eventually(() -> assertThat(crowd.answers("201")).hasSize(clients));
    }
    assertThat(openRepairs()).isEqualTo(clients + 1);
  }

  @Attack(
      kind = Attack.Kind.CROWD,
      sends = "large bodies that do not end, more than 16 MiB together",
      answer = "503 with `Retry-After` to those that send more")
  @Test
  void manyLargeBodiesThatDoNotEnd() throws Exception {
    int size = 60_000;
    int clients = 2 * WholeRequests.MOST_ARRIVING_BYTES / size;
    String beginning = NEW.replace("Length: " + NEW_REPAIR.length(), "Length: " + (size + 1));
    try (Crowd crowd = new Crowd(clients, server.server().port(), beginning + "{".repeat(size))) {
      crowd.listen();
      eventually(() -> assertThat(crowd.answers()).hasSizeGreaterThanOrEqualTo(clients / 2 - 1));
      assertThatChecksAnswer();
      assertThat(crowd.answers("503"))
          .isNotEmpty() // a client that is still sending may miss its answer
          .allMatch(answer -> answer.contains("Retry-After: 1\r\n"));

      crowd.sendIfConnected("{");
      eventually(() -> assertThat(crowd.answers()).hasSize(clients));
      assertThat(crowd.answers("400")).isNotEmpty();
    }
    assertThat(server.post("/repairs", NEW_REPAIR).statusCode()).isEqualTo(201);
    assertThat(openRepairs()).isEqualTo(1);
  }

  @Attack(
      kind = Attack.Kind.CROWD,
      sends = "nothing, on more than 1,000 connections",
      answer = "the connections that have been silent for longest are closed")
  @Test
  void moreIdleConnectionsThanTheServerKeeps() throws Exception {
    try (Crowd crowd = new Crowd(1_100, server.server().port(), "")) {
      for (int i = 0; i < 50; i++) {
        assertThatChecksAnswer();
      }
      assertThat(server.post("/repairs", NEW_REPAIR).statusCode()).isEqualTo(201);
      assertThat(server.server().connections())
          .isCloseTo(WorkshopServer.MAX_CONNECTIONS, withinPercentage(5));
      crowd.listen();
      eventually(() -> assertThat(crowd.answers()).hasSizeGreaterThanOrEqualTo(100));
    }
  }

  /** Requests of another client are served in between. */
  @Attack(
      kind = Attack.Kind.CROWD,
      sends = "61 bodies, slowly, beside 1,000 connections that send nothing",
      answer = "success for these and for other clients; no more than a few threads are busy")
  @Test
  void slowBodiesAmongIdleConnections() throws Exception {
    int port = server.server().port();
    try (Crowd idle = new Crowd(WorkshopServer.MAX_CONNECTIONS, port, "");
        Crowd slow = new Crowd(61, port, NEW + NEW_REPAIR.charAt(0))) {
      idle.listen();
      slow.listen();
      for (int i = 1; i < 20; i++) {
        slow.send(NEW_REPAIR.substring(i, i + 1));
        assertThat(server.post("/repairs", NEW_REPAIR).statusCode()).isEqualTo(201);
      }
      assertThatChecksAnswer();
      eventually(() -> assertThat(threadsAtWork()).isLessThan(10));
      eventually(() -> assertThat(idle.answers()).hasSizeGreaterThanOrEqualTo(61)); // cut off
      assertThat(server.server().connections())
          .isCloseTo(WorkshopServer.MAX_CONNECTIONS, withinPercentage(5));

      slow.send(NEW_REPAIR.substring(20));
      eventually(() -> assertThat(slow.answers("201")).as(slow.others()).hasSize(61));
    }
    assertThat(openRepairs()).isEqualTo(61 + 19);
  }

  /** Neither those that are idle nor those that wait for connections. */
  private int threadsAtWork() {
    ThreadPool threads = server.server().app().jettyServer().threadPool();
    return ((QueuedThreadPool) threads).getUtilizedThreads();
  }

  private void silenceTheStore() {
    server
        .workshop()
        .beforeCommit(
            () -> {
              inTheStore.incrementAndGet();
              try {
                storeAnswers.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Each in a connection of its own, as a container's check does it. */
  private void assertThatChecksAnswer() throws Exception {
    for (String check : CHECKS) {
      String request = "GET " + check + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      try (Crowd one = new Crowd(1, server.server().port(), request)) {
        one.listen();
        eventually(() -> assertThat(one.answers()).hasSize(1));
        assertThat(one.answers("200")).as("%s: %s", check, one.answers()).hasSize(1);
      }
    }
  }

  private int openRepairs() throws Exception {
    int count = 0;
    String cursor = "";
    while (true) {
      var page = json(server.get("/repairs?status=OPEN&limit=200" + cursor));
      count += page.get("items").size();
      if (!page.has("nextCursor")) {
        return count;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }
}
