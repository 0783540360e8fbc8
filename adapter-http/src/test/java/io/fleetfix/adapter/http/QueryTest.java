package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.EveryRoute.Route;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that a route does not know, or that cannot be read, is never ignored. */
@TestInstance(Lifecycle.PER_CLASS)
class QueryTest {
  private static final String EVENT_ID = "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465";

  private final ServerUnderTest server = new ServerUnderTest();
  private List<Route> routes = List.of();

  @BeforeAll
  void walk() throws Exception {
    routes = EveryRoute.of(server, server.open(), EVENT_ID);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown query parameter: any route",
      answer = "400 `invalid-value`, which repeats well-formed names only")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a query with a broken escape, or one that is not UTF-8",
      answer = "400 `invalid-value`",
      cases = {"%zz=1, ?", "%ff=1, ?"})
  @ParameterizedTest
  @CsvSource({
    "nothing=1, nothing",
    "nothing, nothing",
    "n%6Fthing=%zz, nothing",
    "limit2=1, limit2",
    "access_token=x, access_token",
    "=1, ?",
    "%zz=1, ?",
    "%=1, ?",
    "%a=1, ?",
    "%ff=1, ?",
    "%c0%af=1, ?",
    "%3Cscript%3E=1, ?",
    "a%00=1, ?",
    "%6=1, ?",
    "&&nothing=1&&, nothing"
  })
  void noRouteTakesAnUnknownParameter(String query, String field) throws Exception {
    String before = server.snapshot();

    for (Route route : routes) {
      assertThat(send(route.method() + " " + route.path() + "?" + query))
          .as("%s?%s", route, query)
          .startsWith("HTTP/1.1 400")
          .contains("\"type\":\"/problems/invalid-value\"", "\"field\":\"" + field + "\"")
          .doesNotContain("script");
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a query with a broken escape, or one that is not UTF-8",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%z",
        "%zz",
        "1%",
        "1%2",
        "%ff",
        "%c0%af",
        "%ed%a0%80",
        "%f5%80%80%80",
        "%-1",
        "%+1",
        "\u00ff"
      })
  void noListTakesAValueThatCannotBeRead(String value) throws Exception {
    for (String list :
        List.of(
            "/repairs?status",
            "/repairs?limit",
            "/repairs?cursor",
            "/notices?limit",
            "/mails?cursor",
            "/outbox/events?state=PENDING&limit",
            "/outbox/quarantine?reason",
            "/outbox/dead-letters?queue",
            "/invoices/mails?reason")) {
      String field = list.replaceFirst(".*[?&]", "");

      assertThat(send("GET " + list + "=" + value))
          .as(list + "=" + value)
          .startsWith("HTTP/1.1 400")
          .contains("\"field\":\"" + field + "\"");
    }
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a query parameter twice",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @ValueSource(strings = {"limit=1&limit=1", "limit=1&li%6Dit=2", "limit=1&cursor=x&limit=1"})
  void noListTakesAParameterTwice(String query) throws Exception {
    for (String path : List.of("/repairs", "/notices", "/mails", "/outbox/quarantine")) {
      assertThat(Refusals.checkProblem(server.get(path + "?" + query), 400).get("detail").asText())
          .isEqualTo("limit must be given once");
    }
  }

  @Test
  void readsEscapesInNamesAndValues() throws Exception {
    assertThat(server.get("/repairs?st%61tus=%4fPEN&limi%74=%31").statusCode()).isEqualTo(200);
    assertThat(server.get("/repairs?").statusCode()).isEqualTo(200);
    assertThat(server.get("/repairs?&limit=1&").statusCode()).isEqualTo(200);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a slash at the end of a path: any route",
      answer = "404 `not-found`")
  @Test
  void noPathHasASlashAtItsEnd() throws Exception {
    String before = server.snapshot();

    for (Route route : routes) {
      assertThat(send(route + "/"))
          .as("%s/", route)
          .startsWith("HTTP/1.1 404")
          .contains("\"type\":\"/problems/not-found\"");
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  private String send(String methodAndTarget) throws Exception {
    return RawExchange.send(
        server,
        methodAndTarget
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 0\r\nConnection: close\r\n\r\n");
  }
}
