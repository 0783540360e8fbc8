package io.fleetfix.bootstrap.telemetry;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.outbox.health.WriteHealth.Works;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Clients can send what they like: it must not fill the log. The metrics count these requests. In
 * this process, no other test provokes Jetty.
 */
class MalformedRequestsInLogsTest {
  private final Queue<ILoggingEvent> logged = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> recorder =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          logged.add(line);
        }
      };
  private @Nullable Logger jetty;
  private final AtomicInteger answered = new AtomicInteger();
  private final WorkshopServer server =
      new WorkshopServer(
          new HttpEndpoint("127.0.0.1", 0),
          (request, nanos) -> answered.incrementAndGet(),
          new Spans(OpenTelemetry.noop().getTracer("none")),
          new AuthFilter(AccessPolicy.EVERYBODY, InstantSource.system()),
          new HealthRoutes(List::of, () -> new Works(Duration.ZERO)),
          List.of());

  /** While the log is being configured, other threads get loggers of another type. */
  @BeforeEach
  void start() throws Exception {
    server.start();
    recorder.start();
    eventually(
        () ->
            assertThat(LoggerFactory.getLogger("org.eclipse.jetty"))
                .isInstanceOfSatisfying(Logger.class, logger -> jetty = logger));
    Objects.requireNonNull(jetty).addAppender(recorder);
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(jetty).detachAppender(recorder);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: LONG\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: LONG:99999\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: <script>\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: a\r\nCookie: \u0001LONG\r\n\r\n",
        "GET /health/live HTTP/1.1\r\n\r\n",
        "GET /health/live HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nExpect: the impossible\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nab",
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab",
        "GET /a HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"
      })
  void areNotLoggedByJetty(String request) throws Exception {
    exchange(request.replace("LONG", "x".repeat(7_000)));
    eventually(() -> assertThat(answered).hasPositiveValue());

    assertThat(logged).extracting(MalformedRequestsInLogsTest::show).isEmpty();
  }

  private static String show(ILoggingEvent event) {
    return event.getLevel()
        + " "
        + event.getLoggerName()
        + " "
        + event.getFormattedMessage()
        + " "
        + event.getThrowableProxy();
  }

  private void exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) patient(Duration.ofSeconds(30)).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }
}
