package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.HostileRequests.Hostile;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.TestIssuer;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Thousands of requests that violate openapi.yaml: each is refused with a status that it lists, and
 * none changes anything. A failure prints the request; the seed reproduces it.
 */
class HostileRequestsTest {
  private static final long SEED = 20_261_124;
  private static final int REQUESTS = 4_000;

  @Attack(
      kind = Attack.Kind.UNFORESEEN,
      sends = "requests with one violation of `openapi.yaml`",
      answer = "a status that it lists for them")
  @Test
  void allAreRefusedAsDescribedAndChangeNothing() throws Exception {
    JsonNode description = new YAMLMapper().readTree(yaml());
    Map<String, Integer> twists = new TreeMap<>();
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest server =
            new ServerUnderTest(
                new AccessPolicy(List.of(issuer.issuer()), OptionalInt.of(100_000)))) {
      String token =
          "Bearer "
              + issuer.token(
                  server.workshop().now(),
                  "ada",
                  "repairs:read",
                  "repairs:write",
                  "outbox:operate");
      server.authorize(token);
      String repair = server.open();
      String before = server.snapshot() + server.get(repair + "/contact").body();
      HostileRequests requests =
          new HostileRequests(description, SEED, repair.substring("/repairs/".length()));

      for (int i = 0; i < REQUESTS; i++) {
        Hostile hostile = requests.next();
        twists.merge(hostile.twist(), 1, Integer::sum);
        authorize(server, hostile, token);
        check(
            hostile,
            server.send(
                hostile.method().toUpperCase(Locale.ROOT),
                hostile.path(),
                hostile.body().array(),
                hostile.headers()),
            description);
      }

      server.authorize(token);
      assertThat(server.snapshot() + server.get(repair + "/contact").body()).isEqualTo(before);
    }
    assertThat(twists).as("Kinds of violations").hasSizeGreaterThan(11);
  }

  private static void authorize(ServerUnderTest server, Hostile hostile, String token) {
    String other = hostile.headers().remove("Authorization");
    if (other == null) {
      server.authorize(token);
    } else if (other.isEmpty()) {
      server.authorize();
    } else {
      server.authorize(other);
    }
  }

  private static void check(Hostile hostile, HttpResponse<String> answer, JsonNode description)
      throws Exception {
    String what =
        "%s: %s %s %s -> %d %s"
            .formatted(
                hostile.twist(),
                hostile.method(),
                hostile.path(),
                new String(hostile.body().array(), StandardCharsets.UTF_8),
                answer.statusCode(),
                answer.body());
    assertThat(answer.statusCode()).as(what).isBetween(400, 499);
    assertThat(
            hostile.allowed().contains(answer.statusCode())
                || hostile.operation().get("responses").has(Integer.toString(answer.statusCode())))
        .as("described: " + what)
        .isTrue();
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(what)
        .contains("application/problem+json");
    JsonNode types = description.at("/components/schemas/Problem/properties/type/enum");
    List<String> known = new ArrayList<>();
    types.forEach(type -> known.add(type.asString()));
    var problem = ServerUnderTest.json(answer);
    assertThat(known).contains(problem.get("type").asText());
    assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(answer.body()).as(what).doesNotContain("mark", "<", "Exception");
  }

  private static String yaml() {
    try (var file = HostileRequestsTest.class.getResourceAsStream("/openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
