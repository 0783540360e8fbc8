package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.outbox.health.WriteHealth;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Every log line about a request has its id: from the route, the error handler and the report. */
class RequestIdInLogsTest {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RequestIdInLogsTest.class);

  private static final int THREADS = 24;

  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> recorder =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          logged.add(line.getMessage() + " " + line.getMDCPropertyMap().get("requestId"));
        }
      };

  private final WorkshopServer server =
      new WorkshopServer(
          new HttpEndpoint("127.0.0.1", 0),
          (request, nanos) -> LOG.atInfo().log("Answered"),
          new Spans(OpenTelemetry.noop().getTracer("none")),
          new AuthFilter(AccessPolicy.EVERYBODY, InstantSource.system()),
          new HealthRoutes(List::of, () -> new WriteHealth.Works(Duration.ZERO)),
          List.of(
              routes ->
                  routes.get(
                      "/failing",
                      context -> {
                        LOG.atInfo().log("In the route");
                        throw new IllegalStateException("Expected by the test");
                      },
                      RequiredScope.PUBLIC)));

  @BeforeEach
  void start() {
    server.start();
    recorder.start();
    root.addAppender(recorder);
  }

  @AfterEach
  void stop() {
    root.detachAppender(recorder);
    server.close();
  }

  @Test
  void everyLineOfARequestHasItsIdAndTheNextRequestHasAnother() throws Exception {
    exchange(
        get("/failing", "X-Request-Id: one")
            + get("/failing", "X-Request-Id: two\r\nConnection: close"));

    for (String id : List.of("one", "two")) {
      eventually(
          () ->
              assertThat(messages(id))
                  .containsExactly("In the route", "Request failed unexpectedly", "Answered"));
    }
  }

  @Test
  void aRequestThatJettyRefusesIsReportedWithTheIdOfItsAnswer() throws Exception {
    String answer = exchange(get("/%zz", "Connection: close"));

    String id = answer.replaceAll("(?s).*\r\nX-Request-Id: (\\S+)\r\n.*", "$1");
    eventually(() -> assertThat(messages(id)).containsExactly("Answered"));
  }

  @Test
  void noThreadKeepsTheIdOfAnAnsweredRequest() throws Exception {
    exchange(get("/failing", "Connection: close"));

    Map<Thread, String> ids = new ConcurrentHashMap<>();
    eventually(
        () -> {
          lookAtServerThreads(ids);
          assertThat(ids).hasSizeGreaterThanOrEqualTo(THREADS);
          assertThat(ids.values()).containsOnly("none");
        });
  }

  /** Occupies more threads than the server has used so far, so that each of those is looked at. */
  private void lookAtServerThreads(Map<Thread, String> ids) {
    CountDownLatch all = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      server
          .app()
          .jettyServer()
          .threadPool()
          .execute(
              () -> {
                String id = Objects.requireNonNullElse(MDC.get("requestId"), "none");
                ids.put(Thread.currentThread(), id);
                all.countDown();
                await(all);
              });
    }
    await(all);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(patient(Duration.ofSeconds(10)).toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Other tests may log at the same time. */
  private List<String> messages(String id) {
    return logged.stream()
        .filter(line -> line.endsWith(" " + id))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
  }

  private String exchange(String requests) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) patient(Duration.ofSeconds(30)).toMillis());
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
