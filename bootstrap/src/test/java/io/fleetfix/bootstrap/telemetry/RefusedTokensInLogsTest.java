package io.fleetfix.bootstrap.telemetry;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.bootstrap.config.AuthSettings;
import io.fleetfix.outbox.health.WriteHealth.Works;
import io.fleetfix.testing.token.TokenIssuer;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each 401 is in the log with its reason, counted if it repeats, and nothing of a token is. */
class RefusedTokensInLogsTest {
  /** Begins the id of this test's requests: other tests may log at the same time. */
  private static final String OURS = "refused-tokens-";

  private static final String REFUSED = "Request refused with 401, because of its access token: ";

  private final Queue<ILoggingEvent> printed = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> lines = appender(printed::add);
  private final RepeatedFailures failures = new RepeatedFailures(lines, () -> 0);
  private final AppenderBase<ILoggingEvent> ofThisTest =
      appender(
          event -> {
            if (event.getMDCPropertyMap().getOrDefault("requestId", "").startsWith(OURS)) {
              failures.doAppend(event);
            }
          });
  private @Nullable Logger logger;
  private final TokenIssuer issuer = new TokenIssuer();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WorkshopServer server =
      new WorkshopServer(
          new HttpEndpoint("127.0.0.1", 0),
          (request, nanos) -> {},
          new Spans(OpenTelemetry.noop().getTracer("none")),
          new AuthFilter(AuthSettings.of(issuer.settings(), "0.0.0.0"), InstantSource.system()),
          new HealthRoutes(List::of, () -> new Works(Duration.ZERO)),
          List.of(
              routes ->
                  routes.get("/read", context -> context.result(""), RequiredScope.REPAIRS_READ)));

  RefusedTokensInLogsTest() throws Exception {}

  private interface Lines {
    void print(ILoggingEvent event);
  }

  private static AppenderBase<ILoggingEvent> appender(Lines lines) {
    return new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        lines.print(event);
      }
    };
  }

  /** While the log is being configured, other threads get loggers of another type. */
  @BeforeEach
  void start() throws Exception {
    server.start();
    eventually(
        () ->
            assertThat(LoggerFactory.getLogger(AuthFilter.class))
                .isInstanceOfSatisfying(Logger.class, found -> logger = found));
    failures.setContext(Objects.requireNonNull(logger).getLoggerContext());
    List.of(lines, failures, ofThisTest).forEach(each -> each.start());
    Objects.requireNonNull(logger).addAppender(ofThisTest);
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(logger).detachAppender(ofThisTest);
    server.close();
    http.close();
    issuer.close();
  }

  @Test
  void eachReasonIsLoggedOnceAndThenCounted() throws Exception {
    String valid = issuer.token();
    String expired =
        issuer.token(
            Optional.empty(), Map.of("iss", "https://issuer.example.com/", "sub", "hunter2"));
    String forged = valid.substring(0, valid.lastIndexOf('.') + 1) + "A".repeat(342);

    assertThat(status("Bearer " + valid)).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      assertThat(status("Basic hunter2")).isEqualTo(401);
      assertThat(status("Bearer " + expired)).isEqualTo(401);
      assertThat(status("Bearer " + forged)).isEqualTo(401);
      assertThat(status("Bearer hunter2 INFO  All is well")).isEqualTo(401);
    }

    assertThat(printed)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            REFUSED + "no bearer token", REFUSED + "exp", REFUSED + "signature", REFUSED + "form");
    failures.flush();
    assertThat(printed)
        .filteredOn(KnownFailure.class::isInstance)
        .extracting(each -> ((KnownFailure) each).repeated())
        .containsExactly(2, 2, 2, 2);
    for (ILoggingEvent event : printed) {
      assertThat(new String(new JsonLines().encode(event), StandardCharsets.UTF_8))
          .contains("\"level\":\"WARN\"")
          .doesNotContain("hunter2", "All is well")
          .doesNotContain(forged.split("\\.", -1))
          .doesNotContain(expired.split("\\.", -1));
    }
  }

  private int status(String credentials) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/read"))
                .header("Authorization", credentials)
                .header("X-Request-Id", OURS + "1")
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
