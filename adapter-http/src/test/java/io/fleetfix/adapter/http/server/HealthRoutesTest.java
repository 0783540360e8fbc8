package io.fleetfix.adapter.http.server;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.health.WriteHealth;
import io.fleetfix.outbox.health.WriteHealth.CommitsFail;
import io.fleetfix.outbox.health.WriteHealth.HeartbeatFails;
import io.fleetfix.outbox.health.WriteHealth.Unknown;
import io.fleetfix.outbox.health.WriteHealth.Works;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthRoutesTest {
  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readySaysHowOldItsFindingIs() throws Exception {
    server.workshop().writing(new Works(Duration.ofMillis(7_900)));

    assertThat(server.get("/health/ready").body())
        .isEqualTo("{\"status\":\"UP\",\"sampledSecondsAgo\":7}");
    assertThat(server.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
  }

  static Stream<Arguments> findings() {
    return Stream.of(
        Arguments.of(
            new HeartbeatFails(Duration.ofSeconds(35)),
            "Not ready: the heartbeat, a write to the store, has failed for 35 seconds."),
        Arguments.of(
            new CommitsFail(5, Duration.ofSeconds(12)),
            "Not ready: the last 5 commits failed, the first of them 12 seconds ago."),
        Arguments.of(
            new Unknown(Optional.of(Duration.ofSeconds(45))),
            "Not ready: whether the store accepts writes is unknown. The last heartbeat began 45"
                + " seconds ago."),
        Arguments.of(
            new Unknown(Optional.empty()),
            "Not ready: whether the store accepts writes is unknown. There was no heartbeat"
                + " yet."));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void notReadySaysWhyAndSinceWhenAndLivenessStays(WriteHealth found, String detail)
      throws Exception {
    server.workshop().writing(found);

    HttpResponse<String> answer = server.get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(json(answer).get("detail").asText()).isEqualTo(detail);
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }
}
