package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers with and without e-mail, and corrections of their address. */
@TestInstance(Lifecycle.PER_CLASS)
class ContactRoutesTest {
  private static final String NO_EMAIL = "{\"email\":null}";
  private static final String SECOND = "{\"email\":\"ada@second.example\"}";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void returnsTheAddressThatTheRepairWasOpenedWithUntilItIsCorrected() throws Exception {
    String repair = server.open();

    HttpResponse<String> first = server.get(repair + "/contact");
    assertThat(first.body()).isEqualTo(contact(repair, "ada@example.com"));
    assertThat(first.headers().firstValue("ETag")).isEmpty();

    HttpResponse<String> corrected = server.put(repair + "/contact", SECOND);
    assertThat(corrected.statusCode()).isEqualTo(200);
    assertThat(corrected.body()).isEqualTo(contact(repair, "ada@second.example"));
    assertThat(corrected.headers().firstValue("ETag")).contains("\"1\"");

    HttpResponse<String> found = server.get(repair + "/contact");
    assertThat(found.body()).isEqualTo(corrected.body());
    assertThat(found.headers().firstValue("ETag")).contains("\"1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/completion", "/cancellation"})
  void correctsTheAddressInEveryStateWithoutChangingTheRepair(String end) throws Exception {
    String repair = server.open();
    if (!end.isEmpty()) {
      server.put(repair + end, "{\"reason\":\"Sold\"}");
    }
    HttpResponse<String> before = server.get(repair);
    String events = server.get(repair + "/events").body();

    assertThat(server.put(repair + "/contact", SECOND).statusCode()).isEqualTo(200);
    assertThat(server.put(repair + "/contact", NO_EMAIL).body()).isEqualTo(contact(repair, null));

    assertThat(server.get(repair).body()).isEqualTo(before.body());
    assertThat(server.get(repair).headers().firstValue("ETag"))
        .isEqualTo(before.headers().firstValue("ETag"));
    assertThat(server.get(repair + "/events").body()).isEqualTo(events);
  }

  @Test
  void theSameAddressAgainChangesNothing() throws Exception {
    String repair = server.open();

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = server.put(repair + "/contact", SECOND);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
    }
  }

  @Test
  void correctsTheNamedVersionOnly() throws Exception {
    String repair = server.open();

    assertThat(correct(repair, "\"1\"", SECOND)).isEqualTo(412);
    assertThat(correct(repair, "*", SECOND)).isEqualTo(200);
    assertThat(correct(repair, "\"1\"", NO_EMAIL)).isEqualTo(200);
    assertThat(correct(repair, "\"1\"", SECOND)).isEqualTo(412);
    assertThat(server.get(repair + "/contact").body()).isEqualTo(contact(repair, null));
  }

  private int correct(String repair, String tag, String body) throws Exception {
    return server.send("PUT", repair + "/contact", JSON_TYPE, body, "If-Match", tag).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"email\":null", ""})
  void opensARepairOfACustomerWithoutEmail(String email) throws Exception {
    HttpResponse<String> opened = server.post("/repairs", newRepair(email));

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    JsonNode customer = ServerUnderTest.json(opened).get("customer");
    assertThat(customer.toString()).isEqualTo("{\"name\":\"Ada Example\",\"kind\":\"PERSON\"}");
    String repair = opened.headers().firstValue("Location").orElseThrow();
    assertThat(server.get(repair).body()).isEqualTo(opened.body());
    assertThat(server.get(repair + "/contact").body()).isEqualTo(contact(repair, null));
    assertThat(server.put(repair + "/contact", SECOND).body())
        .isEqualTo(contact(repair, "ada@second.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"R-UNKNOWN", "x"})
  void anUnknownRepairHasNoContact(String id) throws Exception {
    String path = "/repairs/" + id + "/contact";

    for (HttpResponse<String> answer : List.of(server.get(path), server.put(path, SECOND))) {
      assertThat(Refusals.checkProblem(answer, 404).get("detail").asText()).contains("No repair");
    }
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of("two dots", "a..b@x.de", "single dots"),
        Arguments.of("a dot at the end", "a.@x.de", "single dots"),
        Arguments.of("a hyphen at the start of a label", "a@-x.de", "inner hyphens"),
        Arguments.of("a label of 64 characters", "a@" + "x".repeat(64) + ".de", "1 to 63"),
        Arguments.of("a dot after the domain", "a@x.de.", "1 to 63"),
        Arguments.of("one label", "a@localhost", "such as example.com"),
        Arguments.of("an IP address", "a@127.0.0.1", "no number"),
        Arguments.of("an address literal", "a@[127.0.0.1]", "such as example.com"),
        Arguments.of("a quoted string", "\\\"ab\\\"@x.de", "before the at sign"),
        Arguments.of("an encoded word", "=?utf-8?q?a?=@x.de", "before the at sign"),
        Arguments.of("65 bytes before the at sign", "ü".repeat(32) + "a@x.de", "64 bytes"),
        Arguments.of("255 bytes", "a@" + "x.".repeat(125) + "com", "254 bytes"),
        Arguments.of("a zero width space", "a\u200b@x.de", "such as name@example.com"),
        Arguments.of("a Hangul filler", "\u3164@x.de", "such as name@example.com"),
        Arguments.of("an empty text", "", "must not be empty: if there is none, send null"),
        Arguments.of(
            "a domain that IDNA2008 excludes",
            "a@" + WorkshopInMemory.IMPOSSIBLE_DOMAIN,
            "IDNA2008"));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an e-mail address that RFC 5321 excludes",
      answer = "400 `invalid-value`",
      cases = {
        "two dots",
        "a dot at the end",
        "a hyphen at the start of a label",
        "a label of 64 characters",
        "a dot after the domain",
        "one label",
        "65 bytes before the at sign",
        "255 bytes"
      })
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an e-mail address of a form that is not supported",
      answer = "400 `invalid-value`",
      cases = {"an IP address", "an address literal", "a quoted string", "an encoded word"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an e-mail address with characters that cannot be seen",
      answer = "400 `invalid-value`",
      cases = {"a zero width space", "a Hangul filler"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an e-mail address whose domain IDNA2008 excludes",
      answer = "400 `invalid-value`",
      cases = "a domain that IDNA2008 excludes")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an empty text instead of no e-mail address",
      answer = "400 `invalid-value`, which says to send null",
      cases = "an empty text")
  @ParameterizedTest(name = "{0}")
  @MethodSource("addresses")
  void refusesAnAddressWith(String name, String address, String words) throws Exception {
    String repair = server.open();
    String contact = server.get(repair + "/contact").body();
    String before = server.snapshot();
    String email = "\"email\":\"" + address + "\"";

    checkProblem(server.put(repair + "/contact", "{" + email + "}"), "email", words);
    checkProblem(server.post("/repairs", newRepair(email)), "customer.email", words);

    assertThat(server.get(repair + "/contact").body()).isEqualTo(contact);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("no field", "{}", "email", "is missing: if there is none, send null"),
        Arguments.of("a number", "{\"email\":1}", "email", "must be a text"),
        Arguments.of("a list", "{\"email\":[\"a@b.example\"]}", "email", "must be a text"),
        Arguments.of(
            "an unknown field",
            "{\"email\":null,\"name\":\"Bo\"}",
            "name",
            "is not a known field"));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the correction of a contact with a missing, wrong or unknown field",
      answer = "400 `invalid-value`",
      cases = {"no field", "a number", "a list", "an unknown field"})
  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void refusesACorrectionWith(String name, String body, String field, String words)
      throws Exception {
    String repair = server.open();

    checkProblem(server.put(repair + "/contact", body), field, words);

    assertThat(server.get(repair + "/contact").body())
        .isEqualTo(contact(repair, "ada@example.com"));
  }

  private static void checkProblem(HttpResponse<String> answer, String field, String words)
      throws Exception {
    JsonNode problem = Refusals.checkProblem(answer, 400);
    assertThat(problem.get("field").asText()).isEqualTo(field);
    assertThat(problem.get("detail").asText()).contains(words);
  }

  private static String newRepair(String email) {
    String customer = "\"name\":\"Ada Example\"" + (email.isEmpty() ? "" : "," + email);
    return NEW_REPAIR.replaceFirst(
        "\"customer\":\\{[^}]*}", Matcher.quoteReplacement("\"customer\":{" + customer + "}"));
  }

  private static String contact(String repair, @Nullable String email) {
    return "{\"repairId\":\"%s\",\"name\":\"Ada Example\"%s}"
        .formatted(
            repair.substring("/repairs/".length()),
            email == null ? "" : ",\"email\":\"" + email + "\"");
  }
}
