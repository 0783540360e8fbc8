package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.testing.fixture.Fixtures;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** A workshop with authentication and an open repair, which no invalid token may complete. */
public final class GuardedWorkshop implements AutoCloseable {
  /** The current time there, which stands still. */
  public static final Instant NOW = Fixtures.TWO_O_CLOCK;

  private final ServerUnderTest server;
  private final String validToken;
  private final String repair;
  private final String before;

  /**
   * Opens the repair.
   *
   * @param token a token with all scopes
   */
  public GuardedWorkshop(Issuer issuer, String token) {
    server = new ServerUnderTest(new AccessPolicy(List.of(issuer), OptionalInt.of(1_000_000)));
    validToken = "Bearer " + token;
    server.authorize(validToken);
    try {
      repair = server.open();
      before = server.snapshot();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that requests with a token get 401 without a reason and change nothing. */
  public void checkRefuses(String token) throws Exception {
    server.authorize("Bearer " + token);
    check(server.put(repair + "/completion", ""));
    check(server.post("/repairs", NEW_REPAIR));

    server.authorize(validToken);
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
