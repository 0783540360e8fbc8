package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import io.javalin.router.Endpoint;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer of any route shows a Java class or the message of an exception, whatever happens. */
class AnswersLeakNothingTest {
  private static final String[] INTERNALS = {
    "io.fleetfix", "java.", "com.fasterxml", "Exception", "secret:"
  };

  private static final String SECRET = "secret: java.io.IOException at io.fleetfix.Secret";

  private static final String WINDOW = "{\"from\":\"2025-11-12\",\"to\":\"2025-11-13\"}";

  private static final Map<String, String> GOOD_BODIES =
      Map.ofEntries(
          entry("/repairs", NEW_REPAIR),
          entry("/repairs/{id}/work", NEW_WORK),
          entry("/repairs/{id}/work/{lineId}", NEW_WORK),
          entry("/repairs/{id}/customer", "{\"name\":\"Bo Example\"}"),
          entry("/repairs/{id}/completion", "{\"billing\":\"WARRANTY\"}"),
          entry("/repairs/{id}/credit-notes", "{\"reason\":\"Wrong customer\"}"),
          entry("/repairs/{id}/invoices", "{}"),
          entry("/repairs/{id}/documents/{number}/mail", "{}"),
          entry("/repairs/{id}/cancellation", "{\"reason\":\"Sold\"}"),
          entry("/repairs/{id}/contact", "{\"email\":\"ada@second.example\"}"),
          entry("/outbox/redeliveries", WINDOW),
          entry("/outbox/reconciliations", WINDOW),
          entry(
              "/invoices/date-resets",
              "{\"series\":\"INV\",\"year\":2025,\"now\":\"2025-11-12T14:00:00Z\"}"),
          entry("/invoices/mails/requests", "{\"status\":\"UNDELIVERABLE\"}"),
          entry("/outbox/dead-letters/redrive", "{\"all\":true}"),
          entry("/outbox/quarantine/release", "{\"all\":true}"),
          entry("/outbox/quarantine/{eventId}/release", "{}"),
          entry("/repairs/{id}/invoice/mail", "{}"));

  private static final List<String> BAD_BODIES =
      List.of(
          "",
          "{",
          "nonsense",
          "[]",
          "null",
          "{}",
          "{\"x\":1}",
          "{\"a\":1,\"a\":2}",
          "[".repeat(100),
          "{\"vehicle\":7,\"description\":[],\"reason\":{},\"from\":1,\"to\":2}",
          "{\"from\":\"2025-02-30\",\"to\":\"2025-13-01T99:00:00Z\"}",
          "{\"eventId\":\"" + "x".repeat(20_000) + "\"}",
          "{\"limit\":1e999,\"from\":\"2025-11-12\",\"to\":\"2025-11-13\"}",
          "\u0000");

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(503, () -> new StorageUnavailable(new IllegalStateException(SECRET))),
        fault(503, () -> new ConcurrencyConflict(SECRET)),
        fault(413, () -> new UnitOfWork.TooLarge(new IllegalStateException(SECRET))),
        fault(500, () -> new IllegalStateException(SECRET)),
        fault(500, () -> new IllegalArgumentException(SECRET, new java.io.IOException(SECRET))),
        fault(500, () -> new NullPointerException(SECRET)));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a valid request while the store fails",
      answer =
          "500 `unexpected` or 503 `unavailable`, without class names and exception " + "messages")
  @ParameterizedTest
  @MethodSource("faults")
  void whileTheStoreFails(int status, Supplier<RuntimeException> fault) throws Exception {
    String repair = server.open();
    server.workshop().kept(KeptMailRoutesTest.mail("<p>Hello</p>"));
    server.workshop().failWith(fault);

    Set<Integer> seen = new HashSet<>();
    for (Endpoint route : routes()) {
      String body = GOOD_BODIES.getOrDefault(route.path, "");
      HttpResponse<String> answer = send(route.method.name(), path(route, repair), body);
      checkNoInternals(answer);
      seen.add(answer.statusCode());
    }

    assertThat(seen).contains(status).doesNotContain(400, 404, 405, 415);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "invalid input to any route",
      answer = "an answer without class names and exception messages")
  @Test
  void toBadInputs() throws Exception {
    String repair = server.open();
    server.workshop().kept(KeptMailRoutesTest.mail("<p>Hello</p>"));
    checkNoInternals(send("POST", "/repairs", "x".repeat(70_000)));
    for (Endpoint route : routes()) {
      String method = route.method.name();
      for (String body : BAD_BODIES) {
        checkNoInternals(send(method, path(route, repair), body));
      }
      checkNoInternals(send(method, path(route, "/repairs/x"), ""));
      checkNoInternals(send(method, path(route, "/repairs/R-NONE"), ""));
      checkNoInternals(send(method, path(route, repair) + "?limit=x&cursor=x&status=x", ""));
      checkNoInternals(send(method, path(route, repair) + "/x", ""));
      checkNoInternals(send("TRACE", path(route, repair), ""));
      checkNoInternals(server.send(method, path(route, repair), "text/plain", NEW_REPAIR));
      checkNoInternals(
          server.send(
              method,
              path(route, repair),
              JSON_TYPE,
              NEW_REPAIR,
              "Idempotency-Key",
              "no key",
              "If-Match",
              "x",
              "Accept",
              "x/y"));
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return server.send(method, path, body.isEmpty() ? "" : JSON_TYPE, body);
  }

  private static void checkNoInternals(HttpResponse<String> answer) {
    String all = answer.headers().map() + "\n" + answer.body();
    assertThat(all).as(answer.request().toString()).doesNotContain(INTERNALS);
  }

  private List<Endpoint> routes() {
    List<Endpoint> routes =
        server.server().app().unsafe.internalRouter.allHttpHandlers().stream()
            .map(handler -> handler.endpoint)
            .filter(route -> route.method.isHttpMethod())
            .toList();
    assertThat(routes).hasSizeGreaterThan(15);
    return routes;
  }

  private static String path(Endpoint route, String repair) {
    if (route.path.equals("/outbox/events")) {
      return route.path + "?state=PENDING";
    }
    return route
        .path
        .replace("/repairs/{id}", repair)
        .replace("/mails/{id}", "/mails/M-17")
        .replace("{n}", "1")
        .replace("{lineId}", "L-1")
        .replace("{number}", "INV-2025-000001")
        .replace("{eventId}", "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10")
        .replace("{slug}", "not-found");
  }

  private static Arguments fault(int status, Supplier<RuntimeException> fault) {
    return Arguments.of(status, fault);
  }
}
