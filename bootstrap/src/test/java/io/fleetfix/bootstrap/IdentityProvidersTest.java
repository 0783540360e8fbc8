package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.adapter.http.token.Caller;
import io.fleetfix.adapter.http.token.Tokens;
import io.fleetfix.adapter.http.token.Verdict;
import io.fleetfix.bootstrap.config.AuthSettings;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.health.WriteHealth.Works;
import io.fleetfix.testing.token.TokenIssuer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens in the shape of each provider are accepted with the settings that its page states, and
 * refused with others. Only keys and times are the test's own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IdentityProvidersTest {
  private static final Path TOKENS = Path.of("src/test/resources/identity-providers");
  private static final Path PAGES = Path.of("../docs/identity-providers");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenIssuer issuer = new TokenIssuer();
  private final HttpClient http = HttpClient.newHttpClient();

  IdentityProvidersTest() throws Exception {}

  @AfterAll
  void stop() {
    http.close();
    issuer.close();
  }

  /**
   * A token of a provider.
   *
   * @param page describes the provider
   * @param settings the heading of the settings there
   * @param json the claims and what is expected
   */
  record Shape(String name, String page, String settings, JsonNode json) {
    Map<String, Object> claims() {
      return JSON.convertValue(json.get("claims"), new TypeReference<>() {});
    }

    Optional<String> type() {
      return Optional.ofNullable(json.path("type").textValue());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> accepted() throws IOException {
    return shapes().stream().filter(shape -> !shape.json().has("refused"));
  }

  static Stream<Shape> otherTokens() throws IOException {
    return shapes().stream().filter(shape -> shape.json().has("refused"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsATokenWithTheDocumentedSettings(Shape shape) throws Exception {
    Map<String, String> settings = documented(shape);
    String token = issuer.token(shape.type(), shape.claims());

    assertThat(status(settings, token)).isEqualTo(200);
    assertThat(judge(settings, token))
        .isInstanceOfSatisfying(
            Verdict.Valid.class,
            valid ->
                assertThat(valid.caller())
                    .returns(settings.get("FLEETFIX_AUTH_ISSUER"), Caller::issuer)
                    .returns(shape.json().get("subject").asText(), Caller::subject));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token in the shape of a known provider, for another audience, client or issuer",
      answer = "401 `unauthenticated`")
  @ParameterizedTest
  @MethodSource("accepted")
  void refusesATokenWithOtherSettings(Shape shape) throws Exception {
    String token = issuer.token(shape.type(), shape.claims());
    String audienceClaim = shape.json().get("audienceClaim").asText();

    Map<String, String> otherAudience = documented(shape);
    otherAudience.put("FLEETFIX_AUTH_AUDIENCE", "other");
    assertThat(judge(otherAudience, token)).isEqualTo(new Verdict.Invalid(audienceClaim));
    assertThat(status(otherAudience, token)).isEqualTo(401);

    Map<String, String> otherAudienceClaim = documented(shape);
    otherAudienceClaim.put("FLEETFIX_AUTH_AUDIENCE_CLAIM", "other");
    assertThat(judge(otherAudienceClaim, token)).isEqualTo(new Verdict.Invalid("other"));

    Map<String, String> otherIssuer = documented(shape);
    otherIssuer.merge("FLEETFIX_AUTH_ISSUER", "x", String::concat);
    assertThat(judge(otherIssuer, token)).isEqualTo(new Verdict.Invalid("iss"));

    Map<String, String> otherScopes = documented(shape);
    otherScopes.put("FLEETFIX_AUTH_SCOPE_CLAIM", "other");
    assertThat(scopes(otherScopes, token)).doesNotContain("repairs:read");

    Map<String, String> otherPrefix = documented(shape);
    otherPrefix.put("FLEETFIX_AUTH_SCOPE_PREFIX", "other/");
    assertThat(scopes(otherPrefix, token)).doesNotContain("repairs:read");
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same without the scope",
      answer = "403 `forbidden`")
  @ParameterizedTest
  @MethodSource("accepted")
  void refusesATokenWithoutTheScope(Shape shape) throws Exception {
    String claims = JSON.writeValueAsString(shape.claims()).replace("repairs:read", "repairs:see");
    Map<String, Object> others = JSON.readValue(claims, new TypeReference<>() {});

    assertThat(others).isNotEqualTo(shape.claims());
    assertThat(status(documented(shape), issuer.token(shape.type(), others))).isEqualTo(403);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "an ID, refresh or logout token that only its claims distinguish from an access "
              + "token",
      answer = "401 `unauthenticated`")
  @ParameterizedTest
  @MethodSource("otherTokens")
  void refusesIdTokensWithTheDocumentedSettings(Shape shape) throws Exception {
    Map<String, String> settings = documented(shape);
    String token = issuer.token(shape.type(), shape.claims());

    assertThat(judge(settings, token))
        .isEqualTo(new Verdict.Invalid(shape.json().get("refused").asText()));
    assertThat(status(settings, token)).isEqualTo(401);
  }

  /** Each with its own claims, in one service: so clients can move one by one. */
  @Test
  void acceptsTokensOfThreeProvidersAtOnce() throws Exception {
    List<Shape> chosen =
        Stream.of("cognito-user", "entra-v2-app", "keycloak-roles")
            .map(IdentityProvidersTest::shape)
            .toList();
    Map<String, String> settings = documented(chosen.getFirst());
    for (int i = 1; i < chosen.size(); i++) {
      String number = "FLEETFIX_AUTH_" + (i + 1) + "_";
      documented(chosen.get(i))
          .forEach((name, value) -> settings.put(name.replace("FLEETFIX_AUTH_", number), value));
    }

    try (WorkshopServer server = server(settings)) {
      for (Shape shape : chosen) {
        assertThat(get(server, issuer.token(shape.type(), shape.claims()))).isEqualTo(200);
      }
      Shape fourth = shape("okta-user");
      assertThat(get(server, issuer.token(fourth.type(), fourth.claims()))).isEqualTo(401);
    }
  }

  @Test
  void everyPageHasSettingsAndTokensThatAreTried() throws IOException {
    List<Path> pages = files(PAGES);

    assertThat(pages.stream().map(page -> page.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("README.md"), shapes().stream().map(each -> each.page() + ".md"))
                .distinct()
                .toList());
    for (Path page : pages) {
      assertThat(shapes().stream().filter(each -> page.endsWith(each.page() + ".md")))
          .extracting(each -> "## " + each.settings())
          .containsAll(
              Files.readAllLines(page).stream()
                  .filter(line -> line.startsWith("## Settings"))
                  .toList());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<Shape> shapes() throws IOException {
    return files(TOKENS).stream()
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .map(IdentityProvidersTest::shape)
        .toList();
  }

  private static Shape shape(String name) {
    try {
      JsonNode json = JSON.readTree(TOKENS.resolve(name + ".json").toFile());
      return new Shape(name, json.get("page").asText(), json.get("settings").asText(), json);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** The settings below the heading, with the test's keys. */
  private Map<String, String> documented(Shape shape) throws IOException {
    String page = Files.readString(PAGES.resolve(shape.page() + ".md"));
    String heading = "\n## " + shape.settings() + "\n";
    String section = page.substring(page.indexOf(heading) + heading.length()).split("\n## ", -1)[0];
    Map<String, String> settings = new HashMap<>();
    section
        .lines()
        .filter(line -> line.startsWith("    FLEETFIX_"))
        .map(line -> line.strip().split("=", 2))
        .forEach(line -> settings.put(line[0], line[1]));
    assertThat(settings).as(heading).hasSizeGreaterThan(3);
    assertThat(settings.put("FLEETFIX_AUTH_JWKS_URL", issuer.keySet())).startsWith("https://");
    return settings;
  }

  private static Verdict judge(Map<String, String> settings, String token) {
    return new Tokens(AuthSettings.of(settings, "0.0.0.0").issuers(), InstantSource.system())
        .judge(token, () -> true);
  }

  private static Set<String> scopes(Map<String, String> settings, String token) {
    return ((Verdict.Valid) judge(settings, token)).caller().scopes();
  }

  private int status(Map<String, String> settings, String token) throws Exception {
    try (WorkshopServer server = server(settings)) {
      return get(server, token);
    }
  }

  private static WorkshopServer server(Map<String, String> settings) {
    WorkshopServer server =
        new WorkshopServer(
            new HttpEndpoint("127.0.0.1", 0),
            (request, nanos) -> {},
            new Spans(OpenTelemetry.noop().getTracer("none")),
            new AuthFilter(AuthSettings.of(settings, "0.0.0.0"), InstantSource.system()),
            new HealthRoutes(List::of, () -> new Works(Duration.ZERO)),
            List.of(
                routes ->
                    routes.get(
                        "/read", context -> context.result("read"), RequiredScope.REPAIRS_READ)));
    server.start();
    return server;
  }

  private int get(WorkshopServer server, String token) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/read"))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    return answer.statusCode();
  }
}
