package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.testing.fixture.Fixtures;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A workshop that takes an issuer's tokens, with an open repair that others want to complete. */
public final class GuardedWorkshop implements AutoCloseable {
  /** The time there; it stands still. */
  public static final Instant NOW = Fixtures.TWO_O_CLOCK;

  private final ServerUnderTest server;
  private final String insider;
  private final String repair;
  private final String before;

  /**
   * Opens the repair.
   *
   * @param token of somebody who may do everything
   */
  public GuardedWorkshop(Issuer issuer, String token) {
    server = new ServerUnderTest(new AccessPolicy(Optional.of(issuer), OptionalInt.of(1_000_000)));
    insider = "Bearer " + token;
    server.authorize(insider);
    try {
      repair = server.open();
      before = server.snapshot();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that nobody changes anything with a token, and is told so and no more. */
  public void shutsOut(String token) throws Exception {
    server.authorize("Bearer " + token);
    check(server.put(repair + "/completion", ""));
    check(server.post("/repairs", NEW_REPAIR));

    server.authorize(insider);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  private static void check(HttpResponse<String> answer) throws Exception {
    assertThat(Refusals.checkProblem(answer, 401).get("type").asText())
        .isEqualTo("/problems/unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
  }

  @Override
  public void close() {
    server.close();
  }
}
