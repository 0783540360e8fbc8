package io.fleetfix.adapter.http;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.origin.AddressBlock;
import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.adapter.http.origin.TrustedProxies;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.token.TestIssuer;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each caller has a limit of its own, and cannot pass for another caller; nothing but the checks of
 * supervisors is without one.
 */
class RateLimitTest {
  /** One per second: the tests use it up long before it refills. */
  private static final OptionalInt ONE = OptionalInt.of(1);

  /** More than the limit allows even on a slow machine. */
  private static final int MANY = 50;

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "more requests than the rate limit allows",
      answer = "429 `too-many-requests`")
  @Test
  void answers429WithRetryAfter() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(List.of(), ONE))) {
      HttpResponse<String> refused = requestUntilRefused(server);

      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(Refusals.checkProblem(refused, 429).get("type").asText())
          .isEqualTo("/problems/too-many-requests");
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same with a new forwarded address each time",
      answer = "429 `too-many-requests`")
  @Test
  void ignoresForwardedAddresses() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(List.of(), ONE))) {
      int admitted = 0;
      for (int i = 0; i < MANY; i++) {
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
      assertThat(admitted).isLessThan(MANY);
    }
  }

  /** From a trusted proxy; other peers' headers are ignored, as the test before this one shows. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same through a trusted proxy, which adds the client's address",
      answer = "429 `too-many-requests`, and other clients of the proxy are served")
  @Test
  void countsPerClientOfATrustedProxy() throws Exception {
    try (ServerUnderTest server = behindAProxy()) {
      requestUntilRefused(server, "X-Forwarded-For", "198.51.100.1, 203.0.113.7");

      assertThat(status(server, "X-Forwarded-For", "203.0.113.8")).isEqualTo(200);
      assertThat(status(server, "Forwarded", "for=\"203.0.113.9:4711\"")).isEqualTo(200);
      assertThat(status(server, "X-Forwarded-For", "[2001:db8::1]:4711")).isEqualTo(200);
      assertThat(status(server)).isEqualTo(200);
      requestUntilRefused(server, "X-Forwarded-For", "203.0.113.8, 203.0.113.7");
      requestUntilRefused(server, "X-Forwarded-For", "203.0.113.7, 127.0.0.1");
      requestUntilRefused(server, "X-Forwarded-For", "2001:db8::2"); // the network of 2001:db8::1
    }
  }

  /** What is no address counts for the proxy that sent it, and so does a contradiction. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "forwarded values that are not addresses, contradict each other, or hide what a "
              + "trusted proxy has added",
      answer = "counted for the proxy")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: client%d",
        "X-Forwarded-For: 1.2.3.%d, unknown",
        "X-Forwarded-For: 1.2.3.%d, _%1$d",
        "X-Forwarded-For: 1.2.3.%d,,,,,,,,,,,,",
        "Forwarded: for=1.2.3.%d;x=\", for=5.6.7.8",
        "X-Forwarded-For: 1.2.3.%d\nForwarded: for=1.2.4.%1$d",
        "X-Real-IP: 1.2.3.%d\nX-Forwarded-Host: host%1$d"
      })
  void clientsOfAProxyCannotInventAccounts(String headers) throws Exception {
    try (ServerUnderTest server = behindAProxy()) {
      int admitted = 0;
      for (int i = 0; i < MANY; i++) {
        int status = status(server, headers.formatted(i).split(": |\n", -1));
        assertThat(status).isIn(200, 429);
        admitted += status == 200 ? 1 : 0;
      }
      assertThat(admitted).isLessThan(MANY);
    }
  }

  private static ServerUnderTest behindAProxy() {
    AddressBlock loopback = AddressBlock.parse("127.0.0.0/8").orElseThrow();
    return new ServerUnderTest(
        new HttpEndpoint(
            "127.0.0.1", 0, AllowedHosts.LOOPBACK, new TrustedProxies(List.of(loopback))),
        new AccessPolicy(List.of(), ONE));
  }

  private static int status(ServerUnderTest server, String... headers) throws Exception {
    return server.send("GET", "/repairs", "", "", headers).statusCode();
  }

  @Test
  void countsPerSubjectAcrossItsTokens() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), ONE))) {
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
            new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), ONE))) {
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

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends =
          "more requests than the rate limit allows without a token: for any route, an unknown path"
              + " or method, or malformed ones",
      answer = "429 `too-many-requests`; callers with a token do not notice")
  @ParameterizedTest
  @CsvSource({
    "GET, /openapi.yaml, 200",
    "GET, /problems, 200",
    "GET, /problems/not-found, 200",
    "GET, /problems/unknown, 404",
    "GET, /metrics, 401",
    "GET, /health/outbox, 401",
    "GET, /unknown, 404",
    "DELETE, /repairs, 405",
    "PROPFIND, /repairs, 405",
    "GET, /%zz, 400"
  })
  void countsRequestsThatNoTokenPaysForByAddress(String method, String path, int usual)
      throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), ONE))) {
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        answers.add(answer(server, method, path));
      }

      List<String> refused = answers.stream().filter(a -> a.startsWith("HTTP/1.1 429 ")).toList();
      assertThat(answers.getFirst()).startsWith("HTTP/1.1 " + usual + " ");
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(
              answer ->
                  assertThat(answer).contains("Retry-After: 1\r\n", "/problems/too-many-requests"));

      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", "repairs:read"));
      assertThat(server.get("/repairs").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void alwaysAnswersTheChecksOfSupervisors(String path) throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new AccessPolicy(List.of(), ONE))) {
      requestUntilRefused(server);
      for (int i = 0; i < 20; i++) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
      }
    }
  }

  /** The whole answer, on a connection of its own. */
  private static String answer(ServerUnderTest server, String method, String path)
      throws IOException {
    String request =
        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A signature is expensive to verify, and one of an unknown key has to be. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "more wrong signatures than the rate limit allows",
      answer = "429 `too-many-requests`, without verifying unknown tokens of that address")
  @Test
  void verifiesNoUnknownTokensOfAnAddressThatForgesTooMany() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), ONE))) {
      Instant now = server.workshop().now();
      String known = "Bearer " + issuer.token(now, "ada", "repairs:read");
      assertThat(status(server, known)).isEqualTo(200);

      int verified = 0;
      for (int i = 0; i < MANY; i++) {
        assertThat(status(server, "Bearer " + issuer.forged(now))).isIn(401, 429);
        String unknown = "Bearer " + issuer.token(now, "caller " + i, "repairs:read");
        verified += status(server, unknown) == 200 ? 1 : 0;
      }

      assertThat(verified).isLessThan(MANY);
      eventually(
          () -> {
            status(server, "Bearer " + issuer.forged(now));
            assertThat(status(server, known)).isEqualTo(200);
          });
    }
  }

  private static int status(ServerUnderTest server, String credentials) throws Exception {
    server.authorize(credentials);
    return server.get("/repairs").statusCode();
  }

  private static HttpResponse<String> requestUntilRefused(ServerUnderTest server, String... headers)
      throws Exception {
    for (int i = 0; i < MANY; i++) {
      HttpResponse<String> answer = server.send("GET", "/repairs", "", "", headers);
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("Nothing was refused");
  }
}
