package io.fleetfix.adapter.http;

import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.EveryRoute.Route;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxEntry;
import io.javalin.http.HandlerType;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another origin can neither write nor read, whatever its browser lets it send. */
@TestInstance(Lifecycle.PER_CLASS)
class OriginFilterTest {
  private static final String HOST = "Host: localhost:8080\r\n";

  /** What a page may send to other origins without asking first, as far as types are concerned. */
  private static final List<String> SIMPLE_TYPES =
      List.of(
          "",
          "Content-Type: text/plain\r\n",
          "Content-Type: text/plain; application/json\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\n",
          "Content-Type: multipart/form-data; boundary=application/json\r\n",
          "Content-Type: text/plain\r\nContent-Type: application/json\r\n");

  private final ServerUnderTest server = new ServerUnderTest();
  private List<Route> writes = List.of();

  /** Every write would succeed, or fail only for its body. */
  @BeforeAll
  void openARepairAndQuarantineAnEvent() throws Exception {
    String completed = server.open();
    String eventId =
        ServerUnderTest.json(server.put(completed + "/completion", "")).get("eventId").asText();
    server.workshop().giveUp(EventId.parse(eventId).orElseThrow(), "The bus refuses it: TooLarge");
    server.workshop().queues().kill("mail", OutboxEntry.of(repairCompleted()));
    writes = EveryRoute.of(server, server.open(), eventId).stream().filter(Route::writes).toList();
    assertThat(writes).hasSizeGreaterThan(10);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a request that writes, from a page of another origin: any route",
      answer = "403 `foreign-origin`")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the same from a sandboxed frame or a file",
      answer = "403 `foreign-origin`",
      cases = "Origin: null")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: http://evil.example:8080",
        "Origin: http://localhost",
        "Origin: http://localhost:3000",
        "Origin: https://localhost",
        "Origin: http://127.0.0.1:8080",
        "Origin: http://localhost.evil.example:8080",
        "Origin: http://evil.example@localhost:8080",
        "Origin: http://localhost:8080/",
        "Origin: http://localhost:8080 http://evil.example",
        "Origin: http://localhost:8080\r\nOrigin: http://evil.example",
        "Origin: ftp://localhost:8080",
        "Origin: chrome-extension://localhost",
        "Origin: localhost:8080",
        "Origin: null",
        "Origin: ",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: nonsense",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:8080",
        "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example"
      })
  void noRouteLetsAPageOfAnotherOriginWrite(String origin) throws Exception {
    String before = server.snapshot();

    for (Route route : writes) {
      String answer = send(route, origin + "\r\nContent-Type: application/json\r\n", "{}");

      assertThat(answer)
          .as("%s with %s", route, origin)
          .startsWith("HTTP/1.1 403")
          .contains("\"type\":\"/problems/foreign-origin\"", "application/problem+json")
          .doesNotContain("evil", "Access-Control-");
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  /** Browsers that send neither header: what a page can send anywhere is of no use here. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends =
          "a POST with a content type of forms, or none, from a browser that does not send "
              + "its origin: any route",
      answer = "415 `unsupported-media-type`")
  @Test
  void noRouteTakesWhatNeedsNoPreflight() throws Exception {
    String before = server.snapshot();

    for (Route route : writes) {
      if (route.method().equals(HandlerType.POST)) {
        for (String type : SIMPLE_TYPES) {
          assertThat(send(route, type, "{}"))
              .as("%s with %s", route, type)
              .startsWith("HTTP/1.1 415");
          assertThat(send(route, type, ""))
              .as("%s with %s", route, type)
              .startsWith("HTTP/1.1 415");
        }
      } else {
        assertThat(route.method())
            .as("needs a preflight")
            .isIn(HandlerType.PUT, HandlerType.DELETE);
      }
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a preflight, as browsers send it for a page of another origin",
      answer = "405 `method-not-allowed`, without CORS headers")
  @Test
  void noRouteAnswersAPreflight() throws Exception {
    for (Route route : writes) {
      String answer =
          RawExchange.send(
              server,
              "OPTIONS "
                  + route.path()
                  + " HTTP/1.1\r\n"
                  + HOST
                  + "Origin: http://evil.example\r\nAccess-Control-Request-Method: "
                  + route.method()
                  + "\r\n"
                  + "Access-Control-Request-Private-Network: true\r\n"
                  + "Connection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 405").doesNotContain("Access-Control-");
    }
  }

  static List<String> own() {
    return List.of(
        "",
        "Origin: http://localhost:8080\r\n",
        "Origin: http://LOCALHOST:8080\r\nSec-Fetch-Site: same-origin\r\n",
        "Origin: https://localhost:8080\r\n",
        "Sec-Fetch-Site: none\r\n");
  }

  @ParameterizedTest
  @MethodSource("own")
  void ownPagesAndOtherClientsWrite(String origin) throws Exception {
    for (Route route : writes) {
      assertThat(send(route, origin, "{}")).as("%s", route).doesNotContain("foreign-origin");
    }
    assertThat(open(HOST + origin)).startsWith("HTTP/1.1 201");
  }

  @Test
  void knowsTheUsualPorts() throws Exception {
    assertThat(open("Host: localhost\r\nOrigin: http://localhost\r\n")).startsWith("HTTP/1.1 201");
    assertThat(open("Host: localhost\r\nOrigin: https://localhost\r\n")).startsWith("HTTP/1.1 201");
    assertThat(open("Host: localhost:443\r\nOrigin: https://localhost\r\n"))
        .startsWith("HTTP/1.1 201");
    assertThat(open("Host: localhost:443\r\nOrigin: http://localhost\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(open("Host: [::1]:80\r\nOrigin: http://[::1]\r\n")).startsWith("HTTP/1.1 201");
  }

  /** Browsers then don't give it to a page of another origin. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a request that reads, from a page of another origin",
      answer = "an answer that the browser withholds from the page")
  @Test
  void everyAnswerIsForOwnPagesOnly() throws Exception {
    for (Route route : EveryRoute.of(server, server.open(), "x")) {
      if (!route.writes()) {
        String answer = send(route, "Origin: http://evil.example\r\n", "");

        assertThat(answer)
            .as("%s", route)
            .contains("Cross-Origin-Resource-Policy: same-origin\r\n")
            .doesNotContain("Access-Control-");
      }
    }
  }

  private String open(String headers) throws Exception {
    String body = ServerUnderTest.NEW_REPAIR;
    return RawExchange.send(
        server,
        "POST /repairs HTTP/1.1\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  private String send(Route route, String headers, String body) throws Exception {
    return RawExchange.send(
        server,
        route
            + " HTTP/1.1\r\n"
            + HOST
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }
}
