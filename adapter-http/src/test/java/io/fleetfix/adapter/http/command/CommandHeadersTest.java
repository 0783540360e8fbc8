package io.fleetfix.adapter.http.command;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both headers work the same with every command. */
@TestInstance(Lifecycle.PER_CLASS)
class CommandHeadersTest {
  private static final String KEY = "Idempotency-Key";
  private static final String TAG = "If-Match";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  private enum Command {
    OPEN("POST", "", NEW_REPAIR),
    ADD_WORK("POST", "/work", NEW_WORK),
    COMPLETE("PUT", "/completion", ""),
    CANCEL("PUT", "/cancellation", "{\"reason\":\"Sold\"}"),
    CORRECT_CONTACT("PUT", "/contact", "{\"email\":\"ada@second.example\"}"),
    CORRECT_WORK("PUT", "/work/LINE", NEW_WORK.replace("120", "130")),
    REMOVE_WORK("DELETE", "/work/LINE", ""),
    CHANGE_CUSTOMER("PUT", "/customer", "{\"name\":\"Bo Example\"}"),
    CREDIT("POST", "/credit-notes", "{\"reason\":\"The wrong customer\"}"),
    INVOICE("POST", "/invoices", "{}");

    private final String method;
    private final String path;
    private final String body;

    Command(String method, String path, String body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }

    /** A repair with one line, in a state in which the command is accepted. */
    String repair(ServerUnderTest on) throws Exception {
      if (this == CREDIT || this == INVOICE) {
        String invoiced = on.invoiced();
        if (this == INVOICE) {
          CREDIT.send(on, invoiced);
        }
        return invoiced;
      }
      String repair = on.open();
      ADD_WORK.send(on, repair);
      on.put(repair + "/contact", "{\"email\":null}"); // so that the contact has version 1
      return repair;
    }

    /** A tag that matches; what adds to a list has none. */
    String tag() {
      return switch (this) {
        case OPEN, CREDIT, INVOICE -> "*";
        case CORRECT_CONTACT -> "\"1\"";
        default -> "\"2\"";
      };
    }

    HttpResponse<String> send(ServerUnderTest to, String repair, String... headers)
        throws Exception {
      return to.send(
          method,
          this == OPEN ? "/repairs" : repair + path.replace("LINE", firstLine(to, repair)),
          body.isEmpty() ? "" : JSON_TYPE,
          body,
          headers);
    }
  }

  /** Of a repair that has lost it, the same as before: then the request is a repeated one. */
  private static final Map<String, String> FIRST_LINES = new ConcurrentHashMap<>();

  private static String firstLine(ServerUnderTest server, String repair) throws Exception {
    JsonNode lines = ServerUnderTest.json(server.get(repair)).path("work");
    if (!lines.isEmpty()) {
      FIRST_LINES.putIfAbsent(repair, lines.get(0).get("lineId").asText());
    }
    return FIRST_LINES.getOrDefault(repair, "L-NONE");
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
            List.of(KEY, "no key"),
            List.of(KEY, ""),
            List.of(KEY, "a,b"),
            List.of(KEY, "k".repeat(256)),
            List.of(KEY, "\"" + "k".repeat(256) + "\""),
            List.of(KEY, "one", KEY, "two"),
            List.of(TAG, "1"),
            List.of(TAG, "W/1"),
            List.of(TAG, "\"1\" \"2\""),
            List.of(TAG, "\"1\"", TAG, "*"),
            List.of("If-None-Match", "\"1\""),
            List.of(KEY, "a-good-one", TAG, ""))
        .flatMap(
            headers -> Arrays.stream(Command.values()).map(each -> Arguments.of(each, headers)));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a malformed `Idempotency-Key` or `If-Match`, with any command",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("malformed")
  void malformedHeadersAreRefused(Command command, List<String> headers) throws Exception {
    String repair = command.repair(server);
    String before = server.snapshot();

    HttpResponse<String> answer = command.send(server, repair, headers.toArray(String[]::new));

    assertThat(Refusals.checkProblem(answer, 400).get("field").asText())
        .isEqualTo(headers.get(headers.size() - 2));
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void repeatedRequestGetsTheSameAnswer(Command command) throws Exception {
    String repair = command.repair(server);
    String[] headers = {KEY, "again-" + command, TAG, command.tag()};

    HttpResponse<String> first = command.send(server, repair, headers);
    String before = server.snapshot();
    HttpResponse<String> again = command.send(server, repair, headers);

    assertThat(first.statusCode()).as(first.body()).isLessThan(300);
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void anotherTagIsRefused(Command command) throws Exception {
    String repair = command.repair(server);
    String before = server.snapshot();

    for (String[] headers : new String[][] {{TAG, "\"998\""}, {"If-None-Match", "*"}}) {
      HttpResponse<String> answer = command.send(server, repair, headers);

      assertThat(Refusals.checkProblem(answer, 412).get("field").asText()).isEqualTo(headers[0]);
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `Idempotency-Key` reused with another command, or for another repair",
      answer = "422 `key-reused`")
  @Test
  void aKeyIsBoundToOneCommandAndOneRepair() throws Exception {
    String repair = server.open();
    String other = Command.ADD_WORK.repair(server);
    Command.COMPLETE.send(server, repair, KEY, "taken");
    String before = server.snapshot();

    for (Command command : Command.values()) {
      HttpResponse<String> answer = command.send(server, other, KEY, "taken");

      assertThat(Refusals.checkProblem(answer, 422).get("type").asText())
          .isEqualTo("/problems/key-reused");
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }
}
