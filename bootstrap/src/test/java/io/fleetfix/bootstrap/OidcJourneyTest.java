package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.testing.token.TokenIssuer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The same journey for a caller with an access token of the configured issuer. */
@TestInstance(Lifecycle.PER_CLASS)
class OidcJourneyTest implements CompleteRepairJourney {
  private final TokenIssuer issuer = new TokenIssuer();
  private final RunningWorkshop running =
      RunningWorkshop.start(Wiring.memory(WorkshopConfig.of(settings())));
  private final WorkshopClient workshop =
      new WorkshopClient(running.port(), Optional.of(issuer.token()));

  OidcJourneyTest() throws Exception {}

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(issuer.settings());
    settings.put("FLEETFIX_HTTP_PORT", "0");
    return settings;
  }

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
    issuer.close();
  }

  @Override
  public WorkshopClient workshop() {
    return workshop;
  }

  @Test
  void requiresATokenExceptForHealth() throws Exception {
    WorkshopClient stranger = new WorkshopClient(running.port());

    assertThat(stranger.get(401, "/repairs").get("type").asText())
        .isEqualTo("/problems/unauthenticated");
    assertThat(stranger.get(200, "/health/ready").get("status").asText()).isEqualTo("UP");
  }
}
