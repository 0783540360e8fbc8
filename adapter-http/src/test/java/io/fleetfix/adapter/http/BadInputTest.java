package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid input gets a clear answer, changes nothing, and is not repeated. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {
  private static final String MARKUP = "<script>alert(1)</script>";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> newRepairs() {
    return Stream.of(
        bad("no body", "", ""),
        bad("truncated JSON", "", "{\"vehicle\":"),
        bad("an array", "", "[]"),
        bad("a text", "", "\"" + MARKUP + "\""),
        bad("trailing text", "", NEW_REPAIR + "{}"),
        bad("trailing junk", "", NEW_REPAIR + MARKUP),
        bad("a duplicate key", "", repair("\"complaint\":", "\"complaint\":\"a\",\"complaint\":")),
        bad("a nested duplicate key", "", repair("\"make\":", "\"make\":\"a\",\"make\":")),
        bad("NaN", "", repair("\"Golf\"", "NaN")),
        bad("a byte order mark", "", "\ufeff" + NEW_REPAIR),
        bad("endless nesting", "", "[".repeat(5_000)),
        bad("deep nesting", "", repair("\"Golf\"", "[[[[[[[[[1]]]]]]]]]")),
        bad("a very long name", "", repair("\"make\":", "\"" + "m".repeat(200) + "\":1,\"make\":")),
        bad("a very long number", "", repair("\"Golf\"", "9".repeat(2_000))),
        bad("a very long text", "", repair("Golf", "x".repeat(20_000))),
        bad("Infinity", "", repair("\"Golf\"", "-Infinity")),
        bad("single quotes", "", NEW_REPAIR.replace('"', '\'')),
        bad("a comment", "", "/* a */" + NEW_REPAIR),
        bad(
            "an unknown field",
            "status",
            repair("{\"vehicle\"", "{\"status\":\"OPEN\",\"vehicle\"")),
        bad(
            "a field that the service sets",
            "version",
            repair("{\"vehicle\"", "{\"version\":9,\"vehicle\"")),
        bad(
            "markup as a field name",
            "?",
            repair("{\"vehicle\"", "{\"" + MARKUP + "\":1,\"vehicle\"")),
        bad("an unknown nested field", "vehicle.vin", repair("\"make\":", "\"vin\":1,\"make\":")),
        bad("no vehicle", "vehicle", "{\"customer\":{},\"complaint\":\"a\"}"),
        bad("null for an object", "vehicle", "{\"vehicle\":null}"),
        bad("a text for an object", "vehicle", "{\"vehicle\":\"" + MARKUP + "\"}"),
        bad("no complaint", "complaint", repair(",\n \"complaint\":\"Brakes squeal\"", "")),
        bad("null for a text", "complaint", repair("\"Brakes squeal\"", "null")),
        bad("a number for a text", "complaint", repair("\"Brakes squeal\"", "1e999")),
        bad("an object for a text", "complaint", repair("\"Brakes squeal\"", "{}")),
        bad("true for a text", "customer.name", repair("\"Ada Example\"", "true")),
        bad("an empty text", "vehicle.make", repair("VW", "")),
        bad("a blank text", "vehicle.make", repair("VW", " \\t\\u2003")),
        bad("a NUL alone", "customer.name", repair("Ada Example", "\\u0000")),
        bad("characters of zero width", "customer.name", repair("Ada Example", "\\u200b\\ufeff")),
        bad("Hangul fillers", "complaint", repair("Brakes squeal", "\\u3164 \\uffa0")),
        bad("501 characters", "complaint", repair("Brakes squeal", "x".repeat(501))),
        bad("501 emoji", "complaint", repair("Brakes squeal", "🚗".repeat(501))),
        bad("a lone high surrogate", "complaint", repair("Brakes squeal", "\\ud83d")),
        bad("a lone low surrogate", "complaint", repair("Brakes squeal", "\\ude97")),
        bad("surrogates in the wrong order", "complaint", repair("squeal", "\\ude97\\ud83d")),
        bad("no at sign", "customer.email", repair("ada@example.com", "ada")),
        bad("two at signs", "customer.email", repair("ada@example.com", "a@b@example.com")),
        bad("a space", "customer.email", repair("ada@example.com", "a da@example.com")),
        bad(
            "a line break",
            "customer.email",
            repair("ada@example.com", "ada@example.com\\r\\nBcc: x")),
        bad(
            "a line separator",
            "customer.email",
            repair("ada@example.com", "a\\u2028@example.com")),
        bad("markup", "customer.email", repair("ada@example.com", "<script>@example.com")));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "no body",
      answer = "400 `malformed-body`",
      cases = "no body")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "invalid JSON, or JSON with further content",
      answer = "400 `malformed-body`",
      cases = {"truncated JSON", "trailing text", "trailing junk"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "JSON that is not an object",
      answer = "400 `malformed-body`",
      cases = {"an array", "a text"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a byte order mark",
      answer = "400 `malformed-body`",
      cases = "a byte order mark")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a lone surrogate as an escape",
      answer = "400 `invalid-value`",
      cases = {"a lone high surrogate", "a lone low surrogate", "surrogates in the wrong order"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "NaN or infinity",
      answer = "400 `malformed-body`",
      cases = {"NaN", "Infinity"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a number of 2,000 digits",
      answer = "400 `malformed-body`",
      cases = "a very long number")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a duplicate key",
      answer = "400 `malformed-body`",
      cases = {"a duplicate key", "a nested duplicate key"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "deep nesting",
      answer = "400 `malformed-body`",
      cases = {"endless nesting", "deep nesting"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a very long name or text",
      answer = "400 `malformed-body`",
      cases = {"a very long name", "a very long text"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an unknown field",
      answer = "400 `invalid-value`",
      cases = {"an unknown field", "an unknown nested field"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a field that only the service sets",
      answer = "400 `invalid-value`",
      cases = "a field that the service sets")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "markup as a field's name",
      answer = "400 `invalid-value`, without the markup",
      cases = "markup as a field name")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "null instead of an object",
      answer = "400 `invalid-value`",
      cases = "null for an object")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a text of 501 characters",
      answer = "400 `invalid-value`",
      cases = {"501 characters", "501 emoji"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a text that cannot be seen: controls, zero width, fillers",
      answer = "400 `invalid-value`",
      cases = {"a NUL alone", "characters of zero width", "Hangul fillers"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "line breaks in an e-mail address",
      answer = "400 `invalid-value`",
      cases = {"a line break", "a line separator"})
  @ParameterizedTest(name = "{0}")
  @MethodSource("newRepairs")
  void refusesToOpenARepairWith(String name, String field, String body) throws Exception {
    String before = server.snapshot();

    HttpResponse<String> answer = server.post("/repairs", body);

    checkProblem(answer, 400, field);
    if (field.isEmpty()) {
      checkUnreadable(answer);
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  static Stream<Arguments> newWork() {
    return Stream.of(
        bad("no price", "price", "{\"description\":\"Oil\"}"),
        bad("a number for the amount", "price.amount", work("\"120.00\"", "120.00")),
        bad("a negative amount", "price.amount", work("120.00", "-1.00")),
        bad("no decimals", "price.amount", work("120.00", "120")),
        bad("too few decimals", "price.amount", work("120.00", "120.0")),
        bad("too many decimals", "price.amount", work("120.00", "120.000")),
        bad("an exponent", "price.amount", work("120.00", "1e3")),
        bad("foreign digits", "price.amount", work("120.00", "１２０.００")),
        bad("a comma", "price.amount", work("120.00", "120,00")),
        bad("no amount", "price.amount", work("120.00", "")),
        bad("not a number", "price.amount", work("120.00", "NaN")),
        bad("too much", "price.amount", work("120.00", "100000000.00")),
        bad("far too much", "price.amount", work("120.00", "9".repeat(400) + ".00")),
        bad("another currency", "price.currency", work("EUR", "USD")),
        bad("an unknown currency", "price.currency", work("EUR", "EURO")),
        bad("the currency XXX", "price.currency", work("EUR", "XXX")),
        bad("a lower-case currency", "price.currency", work("EUR", "eur")),
        bad("no currency", "price.currency", work("EUR", "")),
        bad("no description", "description", work("Brake pads", "")),
        bad("501 characters", "description", work("Brake pads", "x".repeat(501))),
        bad("a line id from the client", "lineId", work("{\"desc", "{\"lineId\":\"L-1\",\"desc")));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an amount of 400 digits",
      answer = "400 `invalid-value`",
      cases = "far too much")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an amount that is not a decimal number",
      answer = "400 `invalid-value`",
      cases = {"an exponent", "foreign digits", "not a number", "a negative amount"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a field that only the service sets",
      answer = "400 `invalid-value`",
      cases = "a line id from the client")
  @ParameterizedTest(name = "{0}")
  @MethodSource("newWork")
  void refusesToAddWorkWith(String name, String field, String body) throws Exception {
    String repair = server.open();
    String before = server.get(repair).body();

    HttpResponse<String> answer = server.post(repair + "/work", body);

    checkProblem(answer, 400, field);
    assertThat(server.get(repair).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\" \"}", "{\"reason\":1}"})
  void refusesACancellationWithoutAReason(String body) throws Exception {
    String repair = server.open();

    checkProblem(server.put(repair + "/cancellation", body), 400, "reason");

    assertThat(server.get(repair).body()).contains("\"OPEN\"");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an invalid `Idempotency-Key`, or two",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a,b",
        "\"a\", \"b\"",
        "\"key\";v=1",
        "\"a b\"",
        "\"",
        "\"\"",
        "\"key",
        "key\"",
        "a\\b"
      })
  void refusesAMalformedIdempotencyKey(String key) throws Exception {
    String repair = server.open();
    String before = server.snapshot();

    checkProblem(server.postOnce("/repairs", NEW_REPAIR, key), 400, "Idempotency-Key");
    checkProblem(server.postOnce(repair + "/work", NEW_WORK, key), 400, "Idempotency-Key");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an invalid `Idempotency-Key`, or two",
      answer = "400 `invalid-value`")
  @Test
  void refusesTwoIdempotencyKeys() throws Exception {
    String repair = server.open();
    String before = server.snapshot();

    checkProblem(server.postOnce("/repairs", NEW_REPAIR, "one", "two"), 400, "Idempotency-Key");
    checkProblem(server.postOnce(repair + "/work", NEW_WORK, "a", "a"), 400, "Idempotency-Key");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  static Stream<Arguments> notUtf8() {
    return Stream.of(
        Arguments.of("Latin 1", repair("Brakes", "Größe").getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("UTF-16", NEW_REPAIR.getBytes(StandardCharsets.UTF_16)),
        Arguments.of("bytes that UTF-8 never uses", withBytes(0xff, 0xfe)),
        Arguments.of("an overlong slash", withBytes(0xc0, 0xaf)),
        Arguments.of("an encoded surrogate", withBytes(0xed, 0xa0, 0xbd)),
        Arguments.of("a truncated emoji", withBytes(0xf0, 0x9f, 0x9a)),
        Arguments.of("a code point above the maximum", withBytes(0xf5, 0x80, 0x80, 0x80)));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "another encoding",
      answer = "400 `malformed-body`",
      cases = {"Latin 1", "UTF-16"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "bytes that are not UTF-8",
      answer = "400 `malformed-body`",
      cases = {"bytes that UTF-8 never uses", "an overlong slash", "a truncated emoji"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a lone surrogate in UTF-8 bytes",
      answer = "400 `malformed-body`",
      cases = "an encoded surrogate")
  @ParameterizedTest(name = "{0}")
  @MethodSource("notUtf8")
  void refusesBytesThatAreNotUtf8(String name, byte[] body) throws Exception {
    String before = server.snapshot();

    checkUnreadable(server.send("POST", "/repairs", JSON_TYPE, body));

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "another content type, or none",
      answer = "415 `unsupported-media-type`")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/jsonx",
        "application/json;charset=utf-16",
        "text/json",
        "x/"
      })
  void refusesOtherContentTypes(String contentType) throws Exception {
    String before = server.snapshot();

    checkProblem(server.send("POST", "/repairs", contentType, NEW_REPAIR), 415, "");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=UTF-8"})
  void acceptsEverySpellingOfTheContentType(String contentType) throws Exception {
    assertThat(server.send("POST", "/repairs", contentType, NEW_REPAIR).statusCode())
        .isEqualTo(201);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an emoji of four bytes",
      answer = "200 or 201: returned unchanged")
  @Test
  void acceptsTheLongestTextsAndUnusualCharacters() throws Exception {
    String odd = "🚗".repeat(400) + "\\u0000\\u202e\\\"\\n" + "<b>".repeat(32);

    HttpResponse<String> answer = server.post("/repairs", repair("Brakes squeal", odd));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a compressed body, such as a decompression bomb",
      answer = "415 `unsupported-media-type`")
  @Test
  void refusesCompressedBodies() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream bomb = new GZIPOutputStream(packed)) {
      bomb.write(NEW_REPAIR.getBytes(StandardCharsets.UTF_8));
      bomb.write(" ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
    }
    String before = server.snapshot();

    for (String coding : List.of("gzip", "x-gzip", "deflate", "br", "identity")) {
      for (byte[] body :
          List.of(packed.toByteArray(), NEW_REPAIR.getBytes(StandardCharsets.UTF_8))) {
        HttpResponse<String> answer =
            server.send(
                "POST",
                "/repairs",
                body,
                Map.of("Content-Type", JSON_TYPE, "Content-Encoding", coding));
        checkProblem(answer, 415, "");
      }
    }
    checkProblem(server.send("POST", "/repairs", JSON_TYPE, packed.toByteArray()), 400, "");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a body of 64 KiB, or a byte less",
      answer = "201: within the limit")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a byte more, with Content-Length or in chunks",
      answer = "413 `too-large`")
  @Test
  void refusesABodyOverTheLimit() throws Exception {
    String limit = NEW_REPAIR + " ".repeat(64 * 1024 - NEW_REPAIR.length());
    assertThat(server.post("/repairs", limit.substring(0, 64 * 1024 - 1)).statusCode())
        .isEqualTo(201);
    assertThat(server.post("/repairs", limit).statusCode()).isEqualTo(201);
    String before = server.snapshot();

    checkProblem(server.post("/repairs", limit + " "), 413, "");
    checkProblem(server.postInChunks("/repairs", limit + " "), 413, "");
    checkProblem(server.postInChunks("/repairs", limit + " ".repeat(2_000_000)), 413, "");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a malformed id",
      answer = "404 `not-found`",
      cases = {"/repairs/r-1", "/repairs/R-%2e%2e"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "markup in a path, with Accept: text/html",
      answer = "404 `not-found`, as JSON and without the markup",
      cases = "/repairs/R-1%3Cscript%3E")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/repairs/x",
        "/repairs/r-1",
        "/repairs/R-",
        "/repairs/R-abc",
        "/repairs/R-%2e%2e",
        "/repairs/R-1%3Cscript%3E",
        "/repairs/R-000000000000000000000000000000000",
        "/repairs/R-1/",
        "/repairs/R-UNKNOWN",
        "/repairs/R-UNKNOWN/events",
        "/repairs/R-UNKNOWN/invoice",
        "/repairs/R-UNKNOWN/nothing",
        "/nothing",
        "/openapi.yml"
      })
  void answers404For(String path) throws Exception {
    checkProblem(server.get(path), 404, "");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an encoded line break in a path",
      answer = "400, 404 or 405",
      cases = "/repairs/R-1%0d%0aX:1")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a double-encoded or overlong escape",
      answer = "400, 404 or 405",
      cases = {"/repairs/R-1%252e%252e", "/repairs/R-1%c0%ae"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a path parameter",
      answer = "400, 404 or 405",
      cases = {"/repairs/R-1;a=b", "/repairs/R-1%3bjsessionid=1"})
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/repairs/..%2f..%2fetc",
        "/repairs/R-1%0d%0aX:1",
        "/repairs/R-1%00",
        "/repairs/R-1%5c..",
        "/repairs/R-1%252e%252e",
        "/repairs/R-1;a=b",
        "/repairs/R-1%3bjsessionid=1",
        "/repairs/R-1%20",
        "/repairs/R-1%c0%ae",
        "/repairs/R-%EF%BC%91",
        "/repairs//R-1",
        "/repairs/R-1//events",
        "//repairs/../etc",
        "/repairs/./R-1/%2e",
        "/repairs/%ff",
        "/%2e%2e/repairs"
      })
  void refusesManipulatedPaths(String path) throws Exception {
    String before = server.snapshot();

    for (String method : List.of("GET", "PUT", "DELETE")) {
      HttpResponse<String> answer = server.send(method, path, "", "");

      checkProblem(answer, answer.statusCode(), "");
      assertThat(answer.statusCode()).isIn(400, 404, 405);
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("/repairs?limit=0", "limit"),
        Arguments.of("/repairs?limit=201", "limit"),
        Arguments.of("/repairs?limit=-1", "limit"),
        Arguments.of("/repairs?limit=1e1", "limit"),
        Arguments.of("/repairs?limit=99999999999", "limit"),
        Arguments.of("/repairs?limit=", "limit"),
        Arguments.of("/repairs?status=LOST", "status"),
        Arguments.of("/repairs?status=open", "status"),
        Arguments.of("/repairs?status=", "status"),
        Arguments.of("/repairs?cursor=%3Cscript%3E", "cursor"),
        Arguments.of("/repairs?cursor=", "cursor"),
        Arguments.of("/repairs?limit=1&limit=2", "limit"),
        Arguments.of("/repairs?status=OPEN&status=COMPLETED", "status"),
        Arguments.of("/notices?cursor=a&cursor=b", "cursor"),
        Arguments.of("/notices?limit=abc", "limit"),
        Arguments.of("/notices?cursor=x", "cursor"));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an invalid limit, status or cursor",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("queries")
  void refusesAListWith(String path, String field) throws Exception {
    checkProblem(server.get(path), 400, field);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a method that the path does not support",
      answer = "405 `method-not-allowed`")
  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "PUT"})
  void namesTheAllowedMethods(String method) throws Exception {
    HttpResponse<String> answer = server.send(method, "/repairs", "", "");

    checkProblem(answer, 405, "");
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a request that reads, from a page of another origin",
      answer = "an answer that the browser withholds from the page")
  @Test
  void sendsNoCorsHeaders() throws Exception {
    for (String method : new String[] {"OPTIONS", "GET"}) {
      HttpResponse<String> answer =
          server.send(
              method,
              "/repairs",
              "",
              "",
              "Origin",
              "https://evil.example.com",
              "Access-Control-Request-Method",
              "PUT");

      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
      assertThat(answer.statusCode()).isEqualTo(method.equals("GET") ? 200 : 405);
    }
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "HTML in any text that is accepted",
      answer = "200 or 201: returned in JSON, which browsers do not execute")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "markup in a path, with Accept: text/html",
      answer = "404 `not-found`, as JSON and without the markup")
  @Test
  void sendsNothingThatABrowserExecutes() throws Exception {
    String repair = server.open();
    for (String path : List.of(repair, "/repairs/<nothing>", "/openapi.yaml", "/health/live")) {
      HttpResponse<String> answer =
          server.send(
              "GET", path.replace("<", "%3C").replace(">", "%3E"), "", "", "Accept", "text/html");

      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .contains("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
      assertThat(answer.body()).doesNotContain("<nothing");
    }
  }

  /**
   * A text field of a request.
   *
   * @param path the path below a repair, or empty for opening a new one
   * @param body has a dollar sign in place of the text and its quotation marks
   */
  private record TextField(String name, String method, String path, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<TextField> textFields() {
    return Stream.of(
        new TextField("vehicle.registration", "POST", "", repair("\"B-FF 123\"", "$")),
        new TextField("vehicle.make", "POST", "", repair("\"VW\"", "$")),
        new TextField("vehicle.model", "POST", "", repair("\"Golf\"", "$")),
        new TextField("customer.name", "POST", "", repair("\"Ada Example\"", "$")),
        new TextField("complaint", "POST", "", repair("\"Brakes squeal\"", "$")),
        new TextField("description", "POST", "/work", work("\"Brake pads\"", "$")),
        new TextField("reason", "PUT", "/cancellation", "{\"reason\":$}"));
  }

  /** Texts may have any characters. They are returned unchanged in JSON, and never in a header. */
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "line breaks and headers in any text",
      answer = "200 or 201: returned unchanged in the body, and in no header")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "right-to-left text and control characters for it",
      answer = "200 or 201: returned unchanged")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an emoji of four bytes",
      answer = "200 or 201: returned unchanged")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "HTML in any text that is accepted",
      answer = "200 or 201: returned in JSON, which browsers do not execute")
  @ParameterizedTest
  @MethodSource("textFields")
  void returnsUnusualTextsUnchanged(TextField field) throws Exception {
    for (String odd :
        List.of(
            "a\r\nSet-Cookie: x=1\r\n\r\n" + MARKUP,
            "\u202eabc\u202c \u2066\u05e9\u05dc\u05d5\u05dd\u2069",
            "\ud83d\ude97",
            "a\u0000b\u001b[31m\u2028c")) {
      HttpResponse<String> answer = send(field, JSON.writeValueAsString(odd));

      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
      assertThat(answer.headers().firstValue("Content-Type")).contains(JSON_TYPE);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      if (!field.name().equals("reason")) { // no answer has the reason
        String name = field.name().substring(field.name().indexOf('.') + 1);
        assertThat(ServerUnderTest.json(answer).findValuesAsText(name)).contains(odd);
      }
    }
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "HTML in any text that is refused",
      answer = "400 `invalid-value`, without the HTML")
  @ParameterizedTest
  @MethodSource("textFields")
  void doesNotRepeatARefusedText(TextField field) throws Exception {
    for (String odd : List.of(MARKUP.repeat(30), "\r\nSet-Cookie: alert".repeat(40))) {
      HttpResponse<String> answer = send(field, JSON.writeValueAsString(odd));

      checkProblem(answer, 400, field.name());
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "1e999 instead of a text",
      answer = "400 `invalid-value`",
      cases = "1e999")
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "null, a number or an object instead of any text, or an empty text",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("textFields")
  void refusesOtherTypesForATextField(TextField field) throws Exception {
    for (String other :
        List.of("null", "1", "1e999", "true", "[]", "{}", "\"\"", "\" \"", "\"\\ud83d\"")) {
      checkProblem(send(field, other), 400, field.name());
    }
  }

  /** Sends to a repair of its own, and checks that a refusal leaves all state unchanged. */
  private HttpResponse<String> send(TextField field, String text) throws Exception {
    String repair = field.path().isEmpty() ? "/repairs" : server.open() + field.path();
    String before = server.snapshot();

    HttpResponse<String> answer =
        server.send(field.method(), repair, JSON_TYPE, field.body().replace("$", text));

    if (answer.statusCode() >= 400) {
      assertThat(server.snapshot()).isEqualTo(before);
    }
    return answer;
  }

  private static byte[] withBytes(int... bytes) {
    byte[] body = NEW_REPAIR.getBytes(StandardCharsets.US_ASCII);
    int at = NEW_REPAIR.indexOf("squeal");
    for (int i = 0; i < bytes.length; i++) {
      body[at + i] = (byte) bytes[i];
    }
    return body;
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown method",
      answer = "405 `method-not-allowed`")
  @Test
  void refusesAnUnknownMethod() throws Exception {
    HttpResponse<String> answer = server.send("BREW", "/repairs", "", "");

    checkProblem(answer, 405, "");
  }

  private static void checkProblem(HttpResponse<String> answer, int status, String field)
      throws Exception {
    JsonNode problem = Refusals.checkProblem(answer, status);
    assertThat(problem.path("field").asText("")).isEqualTo(field);
    assertThat(problem.get("type").asText().equals("/problems/invalid-value"))
        .isEqualTo(!field.isEmpty());
  }

  private static void checkUnreadable(HttpResponse<String> answer) throws Exception {
    assertThat(Refusals.checkProblem(answer, 400).get("type").asText())
        .isEqualTo("/problems/malformed-body");
  }

  private static Arguments bad(String name, String field, String body) {
    return Arguments.of(name, field, body);
  }

  private static String repair(String part, String instead) {
    assertThat(NEW_REPAIR).contains(part);
    return NEW_REPAIR.replace(part, instead);
  }

  private static String work(String part, String instead) {
    assertThat(NEW_WORK).contains(part);
    return NEW_WORK.replace(part, instead);
  }
}
