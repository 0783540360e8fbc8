package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.token.TestIssuer;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access to routes over HTTP, with a real issuer and its keys. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthFilterTest {
  private static final List<String> SCOPES =
      List.of("repairs:read", "repairs:write", "metrics:read", "outbox:operate");

  private static final String EVERYTHING = String.join(" ", SCOPES);

  private final TestIssuer issuer = new TestIssuer();
  private final ServerUnderTest server = new ServerUnderTest(policy(issuer));

  @AfterEach
  void dropCredentials() {
    server.authorize();
  }

  @AfterAll
  void stop() {
    server.close();
    issuer.close();
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token, for a route without a declared scope",
      answer = "403 `forbidden`")
  @Test
  void everyRouteDeclaresItsScope() {
    List<Endpoint> routes = routes();

    assertThat(routes).hasSizeGreaterThan(10);
    for (Endpoint route : routes) {
      assertThat(roles(route)).as("%s %s", route.method, route.path).hasSize(1);
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token, for a route without a declared scope",
      answer = "403 `forbidden`")
  @Test
  void closesARouteWithoutADeclaredScope() throws Exception {
    for (AccessPolicy policy : List.of(policy(issuer), AccessPolicy.EVERYBODY)) {
      try (ServerUnderTest careless = new ServerUnderTest(policy)) {
        careless
            .server()
            .app()
            .unsafe
            .internalRouter
            .addHttpEndpoint(
                new Endpoint(HandlerType.GET, "/careless", context -> context.result("secret")));
        careless.authorize("Bearer " + token(EVERYTHING));

        check(careless.get("/careless"), 403, "/problems/forbidden", "Bearer");
      }
    }
  }

  @Test
  void onlyTheseRoutesArePublic() {
    assertThat(
            routes().stream().filter(r -> roles(r).contains(RequiredScope.PUBLIC)).map(r -> r.path))
        .containsExactlyInAnyOrder("/openapi.yaml", "/problems", "/problems/{slug}");
  }

  @Test
  void onlyTheseRoutesHaveNoRateLimit() {
    assertThat(
            routes().stream()
                .filter(r -> roles(r).contains(RequiredScope.SUPERVISION))
                .map(r -> r.path))
        .containsExactlyInAnyOrder("/health/live", "/health/ready");
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token without the scope",
      answer = "403 `forbidden`")
  @Test
  void everyOtherRouteRequiresItsScope() throws Exception {
    for (Endpoint route : routes()) {
      RequiredScope access = (RequiredScope) roles(route).iterator().next();
      String path =
          route
              .path
              .replace("{id}", "R-1")
              .replace("{n}", "1")
              .replace("{lineId}", "L-1")
              .replace("{number}", "INV-2025-000001")
              .replace("{eventId}", "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465")
              .replace("{slug}", "not-found");
      String method = route.method.name();
      if (access.scopes().isEmpty()) {
        assertThat(server.send(method, path, "", "").statusCode()).isEqualTo(200);
        continue;
      }
      check(server.send(method, path, "", ""), 401, "/problems/unauthenticated", "Bearer");
      for (String scope : SCOPES) {
        server.authorize("Bearer " + token(scope));
        HttpResponse<String> answer = server.send(method, path, "", "");
        if (access.scopes().contains(scope)) {
          assertThat(answer.statusCode())
              .as("%s %s with %s", method, path, scope)
              .isNotIn(401, 403);
        } else {
          Refusals.checkProblem(answer, 403);
        }
        server.authorize();
      }
    }
  }

  @Test
  void requiresAToken() throws Exception {
    HttpResponse<String> answer = server.post("/repairs", NEW_REPAIR);

    check(answer, 401, "/problems/unauthenticated", "Bearer");
  }

  @Test
  void namesTheMissingScope() throws Exception {
    server.authorize("Bearer " + token("repairs:read"));

    HttpResponse<String> answer = server.post("/repairs", NEW_REPAIR);

    check(
        answer,
        403,
        "/problems/forbidden",
        "Bearer error=\"insufficient_scope\", scope=\"repairs:write\"");
    assertThat(answer.body()).contains("The access token lacks the scope repairs:write.");
  }

  @Test
  void acceptsAValidToken() throws Exception {
    server.authorize("bearer  " + token("repairs:read repairs:write"));

    String repair = server.open();

    assertThat(server.get(repair).statusCode()).isEqualTo(200);
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() throws Exception {
    server.authorize("Bearer " + token("repairs:read repairs:write"));
    String repair = server.open();

    HttpResponse<String> get = server.get(repair);
    HttpResponse<String> head = server.send("HEAD", repair, "", "");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(withoutRequestId(head)).isEqualTo(withoutRequestId(get));
    assertThat(server.send("HEAD", "/repairs/R-UNKNOWN", "", "").statusCode()).isEqualTo(404);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "HEAD without the token that GET requires",
      answer = "401 `unauthenticated`")
  @Test
  void headRequiresTheScopeOfGet() throws Exception {
    assertThat(server.send("HEAD", "/repairs", "", "").statusCode()).isEqualTo(401);
    server.authorize("Bearer " + token("repairs:write"));
    assertThat(server.send("HEAD", "/repairs", "", "").statusCode()).isEqualTo(403);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "two tokens in one header",
      answer = "401 `unauthenticated`",
      cases = {"Bearer TOKEN, Bearer TOKEN", "Bearer TOKEN TOKEN"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token with another scheme",
      answer = "401 `unauthenticated`",
      cases = {"Token TOKEN", "Basic YTpi"})
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer ..",
        "Basic YTpi",
        "Bearer=TOKEN",
        "TOKEN",
        "Bearer TOKEN.",
        "Bearer TOKEN, Bearer TOKEN",
        "Bearer TOKEN TOKEN",
        "Bearer \"TOKEN\"",
        "Token TOKEN"
      })
  void refusesCredentials(String credentials) throws Exception {
    checkRefused("", Map.of(), credentials.replace("TOKEN", token(EVERYTHING)));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "two tokens in two headers",
      answer = "401 `unauthenticated`")
  @Test
  void refusesTwoTokens() throws Exception {
    String token = "Bearer " + token(EVERYTHING);

    checkRefused("", Map.of(), token, token);
  }

  static Stream<Arguments> otherPlaces() {
    return Stream.of(
        Arguments.of("the query", "?access_token=TOKEN", Map.of()),
        Arguments.of("a cookie", "", Map.of("Cookie", "access_token=TOKEN")),
        Arguments.of("another header", "", Map.of("Proxy-Authorization", "Bearer TOKEN")),
        Arguments.of("a proxy's header", "", Map.of("X-Forwarded-User", "root")));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token in the query",
      answer = "401 `unauthenticated`",
      cases = "the query")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token in a cookie or another header",
      answer = "401 `unauthenticated`",
      cases = {"a cookie", "another header"})
  @ParameterizedTest(name = "{0}")
  @MethodSource("otherPlaces")
  void ignoresATokenIn(String place, String query, Map<String, String> headers) throws Exception {
    String token = token(EVERYTHING);
    Map<String, String> sent = new HashMap<>();
    headers.forEach((name, value) -> sent.put(name, value.replace("TOKEN", token)));

    checkRefused(query.replace("TOKEN", token), sent);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token in a form",
      answer = "401 `unauthenticated`")
  @Test
  void ignoresATokenInAForm() throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/repairs",
            "application/x-www-form-urlencoded",
            "access_token=" + token(EVERYTHING));

    check(answer, 401, "/problems/unauthenticated", "Bearer");
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token without the scope",
      answer = "403 `forbidden`")
  @Test
  void changesNothingWithoutTheScope() throws Exception {
    String repair = openWithValidToken();
    String before = snapshotWithValidToken();
    String missing = "Bearer error=\"insufficient_scope\", scope=\"repairs:write\"";

    server.authorize("Bearer " + token("repairs:read outbox:operate"));
    for (HttpResponse<String> answer : everyChange(repair)) {
      check(answer, 403, "/problems/forbidden", missing);
    }
    server.authorize();
    for (HttpResponse<String> answer : everyChange(repair)) {
      check(answer, 401, "/problems/unauthenticated", "Bearer");
    }

    assertThat(snapshotWithValidToken()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token while the issuer is down and no keys are cached",
      answer = "503 `unavailable`")
  @Test
  void answers503WithoutKeysAndKeepsWorkingWithThoseItHas() throws Exception {
    try (TestIssuer other = new TestIssuer();
        ServerUnderTest newcomer = new ServerUnderTest(policy(other))) {
      other.goDown();
      newcomer.authorize("Bearer " + other.token(newcomer.workshop().now(), "ada", "repairs:read"));

      HttpResponse<String> answer = newcomer.get("/repairs");

      assertThat(Refusals.checkProblem(answer, 503).get("type").asText())
          .isEqualTo("/problems/unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(newcomer.get("/health/ready").statusCode()).isEqualTo(200);

      other.comeBack();
      newcomer.workshop().passTime(Duration.ofMinutes(1));
      assertThat(newcomer.get("/repairs").statusCode()).isEqualTo(200);

      other.goDown();
      newcomer.authorize("Bearer " + other.token(newcomer.workshop().now(), "bob", "repairs:read"));
      assertThat(newcomer.get("/repairs").statusCode()).isEqualTo(200);
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token that expires between two requests",
      answer = "401 `unauthenticated`")
  @Test
  void refusesATokenThatExpiredBetweenRequests() throws Exception {
    server.authorize("Bearer " + token("repairs:read"));
    assertThat(server.get("/repairs").statusCode()).isEqualTo(200);

    server.workshop().passTime(Duration.ofMinutes(62));

    check(
        server.get("/repairs"), 401, "/problems/unauthenticated", "Bearer error=\"invalid_token\"");
  }

  private static Map<String, List<String>> withoutRequestId(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.remove("x-request-id");
    return headers;
  }

  private List<HttpResponse<String>> everyChange(String repair) throws Exception {
    return List.of(
        server.post("/repairs", NEW_REPAIR),
        server.post(repair + "/work", NEW_WORK),
        server.put(repair + "/completion", ""),
        server.put(repair + "/cancellation", "{\"reason\":\"x\"}"),
        server.put(repair + "/contact", "{\"email\":null}"),
        server.put(repair + "/customer", "{\"name\":\"Bo\"}"),
        server.put(repair + "/work/L-1", NEW_WORK),
        server.send("DELETE", repair + "/work/L-1", "", ""),
        server.post(repair + "/credit-notes", "{\"reason\":\"x\"}"),
        server.post(repair + "/invoices", "{}"));
  }

  /** Checks that such a request can neither read nor write. */
  private void checkRefused(String query, Map<String, String> headers, String... credentials)
      throws Exception {
    String repair = openWithValidToken();
    String before = snapshotWithValidToken();

    server.authorize(credentials);
    for (HttpResponse<String> answer :
        List.of(
            server.send("GET", repair + query, new byte[0], headers),
            server.send("PUT", repair + "/completion" + query, new byte[0], headers))) {
      assertThat(Refusals.checkProblem(answer, 401).get("type").asText())
          .isEqualTo("/problems/unauthenticated");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    assertThat(snapshotWithValidToken()).isEqualTo(before);
  }

  private String openWithValidToken() throws Exception {
    server.authorize("Bearer " + token(EVERYTHING));
    return server.open();
  }

  private String snapshotWithValidToken() throws Exception {
    server.authorize("Bearer " + token(EVERYTHING));
    return server.snapshot();
  }

  private static AccessPolicy policy(TestIssuer issuer) {
    return new AccessPolicy(List.of(issuer.issuer()), OptionalInt.of(100_000));
  }

  private String token(String scopes) {
    return issuer.token(server.workshop().now(), "ada", scopes);
  }

  private List<Endpoint> routes() {
    return server.server().app().unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(route -> route.method.isHttpMethod())
        .toList();
  }

  private static Set<io.javalin.security.RouteRole> roles(Endpoint route) {
    Roles roles = route.metadata(Roles.class);
    return roles == null ? Set.of() : roles.getRoles();
  }

  private static void check(HttpResponse<String> answer, int status, String type, String challenge)
      throws Exception {
    assertThat(Refusals.checkProblem(answer, status).get("type").asText()).isEqualTo(type);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains(challenge);
  }
}
