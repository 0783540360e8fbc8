package io.fleetfix.bootstrap.telemetry;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
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
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each closed connection is the same warning, so that the log prints one and counts the rest. */
class TooManyConnectionsInLogTest {
  private static final int TOO_MANY = 20;

  @Test
  void everyClosedConnectionIsTheSameWarning() throws Exception {
    Queue<ILoggingEvent> logged = new ConcurrentLinkedQueue<>();
    AppenderBase<ILoggingEvent> recorder =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent line) {
            logged.add(line);
          }
        };
    recorder.start();
    List<Socket> clients = new ArrayList<>();
    WorkshopServer server = server();
    try {
      server.start();
      Logger logger = (Logger) LoggerFactory.getLogger(WorkshopServer.class.getPackageName());
      logger.addAppender(recorder);
      for (int i = 0; i < WorkshopServer.MAX_CONNECTIONS + TOO_MANY; i++) {
        clients.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }

      eventually(() -> assertThat(logged).hasSizeGreaterThanOrEqualTo(TOO_MANY - 5));
      logger.detachAppender(recorder);
      assertThat(logged).allMatch(line -> line.getLevel() == Level.WARN);
      assertThat(logged.stream().map(ILoggingEvent::getMessage).distinct())
          .containsExactly(
              "Too many connections; the one that has been silent for longest was closed");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      server.close();
    }
  }

  private static WorkshopServer server() {
    return new WorkshopServer(
        new HttpEndpoint("127.0.0.1", 0),
        (request, nanos) -> {},
        new Spans(OpenTelemetry.noop().getTracer("none")),
        new AuthFilter(AccessPolicy.EVERYBODY, InstantSource.system()),
        new HealthRoutes(List::of, () -> new Works(Duration.ZERO)),
        List.of());
  }
}
