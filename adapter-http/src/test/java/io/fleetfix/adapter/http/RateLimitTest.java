package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.TestIssuer;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Callers who ask too often: each pays for itself alone, and none can pass for another. */
class RateLimitTest {
  /** One a second: what the test needs is spent long before more comes. */
  private static final OptionalInt ONE = OptionalInt.of(1);

  @Test
  void saysWhenToAskAgain() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(Optional.empty(), ONE))) {
      HttpResponse<String> refused = askUntilRefused(server);

      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(Refusals.checkProblem(refused, 429).get("type").asText())
          .isEqualTo("/problems/too-many-requests");
    }
  }

  @Test
  void believesNoHeader() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(Optional.empty(), ONE))) {
      int let = 0;
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
        let += status == 200 ? 1 : 0;
      }
      assertThat(let).isLessThan(10);
    }
  }

  @Test
  void countsSubjectsApartAndTheirTokensTogether() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(Optional.of(issuer.issuer()), ONE))) {
      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read"));
      askUntilRefused(server);

      server.authorize("Bearer " + issuer.token(server.workshop().now(), "bob", "repairs:read"));
      assertThat(server.get("/repairs").statusCode()).isEqualTo(200);
      server.authorize(
          "Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read", "x"));
      askUntilRefused(server);
    }
  }

  @Test
  void strangersAreCountedByTheirAddressAndHurtNobodyWithAToken() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(Optional.of(issuer.issuer()), ONE))) {
      server.authorize("Bearer forged");
      askUntilRefused(server);

      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read"));
      assertThat(server.get("/repairs").statusCode()).isEqualTo(200);
      server.authorize();
      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      }
    }
  }

  /** Many more requests than a second on a slow machine could allow. */
  private static HttpResponse<String> askUntilRefused(ServerUnderTest server) throws Exception {
    for (int i = 0; i < 50; i++) {
      HttpResponse<String> answer = server.get("/repairs");
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("Nothing was refused");
  }
}
