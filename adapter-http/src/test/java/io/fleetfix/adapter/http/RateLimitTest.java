package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.TestIssuer;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Each caller has a limit of its own, and cannot pass for another caller. */
class RateLimitTest {
  /** One per second: the tests use it up long before it refills. */
  private static final OptionalInt ONE = OptionalInt.of(1);

  @Test
  void answers429WithRetryAfter() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(Optional.empty(), ONE))) {
      HttpResponse<String> refused = requestUntilRefused(server);

      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(Refusals.checkProblem(refused, 429).get("type").asText())
          .isEqualTo("/problems/too-many-requests");
    }
  }

  @Test
  void ignoresForwardedAddresses() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(Optional.empty(), ONE))) {
      int admitted = 0;
      for (int i = 0; i < 20; i++) {
        String address = "10.0.0." + i;
        int status =
            server
                .send(
                    "GET",
                    "/repairs",
                    "",
                    "",
                    "X-Forwarded-For",
                    address,
                    "Forwarded",
                    "for=" + address,
                    "X-Real-IP",
                    address)
                .statusCode();
        assertThat(status).isIn(200, 429);
        admitted += status == 200 ? 1 : 0;
      }
      assertThat(admitted).isLessThan(10);
    }
  }

  @Test
  void countsPerSubjectAcrossItsTokens() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(Optional.of(issuer.issuer()), ONE))) {
      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read"));
      requestUntilRefused(server);

      server.authorize("Bearer " + issuer.token(server.workshop().now(), "bob", "repairs:read"));
      assertThat(server.get("/repairs").statusCode()).isEqualTo(200);
      server.authorize(
          "Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read", "x"));
      requestUntilRefused(server);
    }
  }

  @Test
  void countsInvalidTokensByAddressWithoutAffectingValidOnes() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(Optional.of(issuer.issuer()), ONE))) {
      server.authorize("Bearer forged");
      requestUntilRefused(server);

      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read"));
      assertThat(server.get("/repairs").statusCode()).isEqualTo(200);
      server.authorize();
      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      }
    }
  }

  /** Sends many more requests than the limit allows even on a slow machine. */
  private static HttpResponse<String> requestUntilRefused(ServerUnderTest server) throws Exception {
    for (int i = 0; i < 50; i++) {
      HttpResponse<String> answer = server.get("/repairs");
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("Nothing was refused");
  }
}
