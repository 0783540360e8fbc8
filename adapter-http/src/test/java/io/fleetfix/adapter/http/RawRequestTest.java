package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed HTTP is answered with a problem before any route handles it. */
@TestInstance(Lifecycle.PER_CLASS)
class RawRequestTest {
  private static final String HOST = "Host: localhost\r\n";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  /** Bodies are valid new repairs, so that only the framing is wrong. */
  static Stream<Arguments> requests() {
    int length = NEW_REPAIR.length();
    String chunk = Integer.toHexString(length) + "\r\n" + NEW_REPAIR + "\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        bad("garbage", 400, "\u0001\u0002 <script> \r\n\r\n"),
        bad("an unknown version", 400, "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
        bad("no host", 400, "GET /repairs HTTP/1.1\r\n\r\n"),
        bad("a bad host", 400, "GET /repairs HTTP/1.1\r\nHost: <script>\r\n\r\n"),
        bad("two hosts", 400, "GET /repairs HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
        bad("a header that is too long", 431, get("/repairs", "X: " + "x".repeat(20_000) + "\r\n")),
        bad("too many headers", 431, get("/repairs", "X: 1\r\n".repeat(4_000))),
        bad("a folded header", 400, get("/repairs", "X: a\r\n b\r\n")),
        bad("a path that is too long", 414, get("/" + "a".repeat(20_000), "")),
        bad("a broken escape", 400, get("/repairs/%zz", "")),
        bad("an encoded byte that is not UTF-8", 400, get("/repairs/%ff", "")),
        bad("an encoded slash", 400, get("/repairs/..%2f..%2fetc", "")),
        bad("encoded dots", 400, get("/%2e%2e/repairs", "")),
        bad("an encoded NUL", 400, get("/repairs/R-1%00", "")),
        bad("two lengths", 400, post(length(length) + length(length + 1), NEW_REPAIR)),
        bad("one length twice", 400, post(length(length) + length(length), NEW_REPAIR)),
        bad("two lengths in one", 400, post(length(length + ", " + length), NEW_REPAIR)),
        bad("a negative length", 400, post(length(-1), NEW_REPAIR)),
        bad("a length with a sign", 400, post(length("+" + length), NEW_REPAIR)),
        bad("a length in hexadecimal", 400, post(length("0x" + chunk.substring(0, 2)), NEW_REPAIR)),
        bad("a length of 30 digits", 400, post(length("9".repeat(30)), NEW_REPAIR)),
        bad(
            "a space before the colon",
            400,
            post("Content-Length : " + length + "\r\n", NEW_REPAIR)),
        bad("a body shorter than its length", 400, post(length(length + 50), NEW_REPAIR)),
        bad("length and chunks", 400, post(length(length) + chunked, chunk + "0\r\n\r\n")),
        bad("chunks and length", 400, post(chunked + length(length), chunk + "0\r\n\r\n")),
        bad("chunked twice", 400, post(chunked + chunked, chunk + "0\r\n\r\n")),
        bad(
            "chunked before identity",
            400,
            post("Transfer-Encoding: chunked, identity\r\n", chunk + "0\r\n\r\n")),
        bad(
            "chunked after identity",
            400,
            post("Transfer-Encoding: identity, chunked\r\n", chunk + "0\r\n\r\n")),
        bad(
            "chunked after identity in another header",
            400,
            post("Transfer-Encoding: identity\r\n" + chunked, chunk + "0\r\n\r\n")),
        bad(
            "chunked after gzip",
            400,
            post("Transfer-Encoding: gzip, chunked\r\n", chunk + "0\r\n\r\n")),
        bad("identity alone", 400, post("Transfer-Encoding: identity\r\n", NEW_REPAIR)),
        bad("an empty encoding", 400, post("Transfer-Encoding:\r\n", NEW_REPAIR)),
        bad(
            "chunked with a parameter",
            400,
            post("Transfer-Encoding: chunked;q=1\r\n", chunk + "0\r\n\r\n")),
        bad(
            "chunks in HTTP/1.0",
            400,
            post(chunked, chunk + "0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0")),
        bad("HTTP/2", 426, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        bad(
            "an unknown encoding",
            400,
            post("Transfer-Encoding: xchunked\r\n", chunk + "0\r\n\r\n")),
        bad("malformed chunks", 400, post(chunked, "<script>")),
        bad(
            "a chunk shorter than its size",
            400,
            post(chunked, "fff\r\n" + NEW_REPAIR + "\r\n0\r\n\r\n")),
        bad(
            "a chunk longer than its size",
            400,
            post(chunked, "5\r\n" + NEW_REPAIR + "\r\n0\r\n\r\n")),
        bad("a negative chunk", 400, post(chunked, "-1\r\n" + NEW_REPAIR + "\r\n0\r\n\r\n")),
        bad(
            "a chunk size that is too large",
            400,
            post(chunked, "FFFFFFFFFFFFFFFFFF\r\n" + NEW_REPAIR + "\r\n0\r\n\r\n")),
        bad("chunks without a last chunk", 400, post(chunked, chunk)));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "bytes that are not a request",
      answer = "400 `bad-request`",
      cases = {"garbage", "an unknown version"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "malformed chunks",
      answer = "400 `bad-request`",
      cases = {"malformed chunks", "a negative chunk", "a chunk size that is too large"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a chunk of another size than declared",
      answer = "400 `bad-request`",
      cases = {"a chunk shorter than its size", "a chunk longer than its size"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "chunks without a last chunk",
      answer = "400 `bad-request`",
      cases = "chunks without a last chunk")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a body shorter than declared",
      answer = "400 `bad-request`",
      cases = "a body shorter than its length")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an invalid length",
      answer = "400 `bad-request`",
      cases = {
        "a negative length",
        "a length with a sign",
        "a length in hexadecimal",
        "a length of 30 digits"
      })
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "two lengths",
      answer = "400 `bad-request`",
      cases = {"two lengths", "one length twice", "two lengths in one"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a length together with chunks",
      answer = "400 `bad-request`",
      cases = {"length and chunks", "chunks and length"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "two transfer encodings",
      answer = "400 `bad-request`",
      cases = {
        "chunked twice",
        "chunked before identity",
        "chunked after identity",
        "chunked after identity in another header",
        "chunked after gzip"
      })
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown encoding, or a space before the colon",
      answer = "400 `bad-request`",
      cases = {"an unknown encoding", "a space before the colon"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a header of 20,000 bytes",
      answer = "431 `bad-request`",
      cases = "a header that is too long")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "4,000 headers",
      answer = "431 `bad-request`",
      cases = "too many headers")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a header folded over two lines",
      answer = "400 `bad-request`",
      cases = "a folded header")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "no host, two hosts, or an invalid one",
      answer = "400 `bad-request`",
      cases = {"no host", "two hosts", "a bad host"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a path of 20,000 bytes",
      answer = "414 `bad-request`",
      cases = "a path that is too long")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an encoded slash and dots in a path",
      answer = "400 `bad-request`",
      cases = {"an encoded slash", "encoded dots"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an encoded NUL byte",
      answer = "400 `bad-request`",
      cases = "an encoded NUL")
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an invalid escape, or one that is not UTF-8",
      answer = "400 `bad-request`",
      cases = {"a broken escape", "an encoded byte that is not UTF-8"})
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "chunks in HTTP/1.0",
      answer = "400 `bad-request`",
      cases = "chunks in HTTP/1.0")
  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refuses(String name, int status, String request) throws Exception {
    String before = server.snapshot();

    String answer = exchange(request);

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("/problems/bad-request");
    checkNothingElse(answer);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  /** The rest gets an answer of its own, unless the server first notices that the client closed. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a body longer than declared",
      answer = "400 `malformed-body`; the rest has no effect")
  @Test
  void refusesTheRestOfABodyLongerThanItsLength() throws Exception {
    String before = server.snapshot();

    String answer = exchange(post(length(NEW_REPAIR.length() / 2), NEW_REPAIR));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/malformed-body");
    checkNothingElse(answer);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  /** Further content of the connection is refused, too: it must not be taken for a request. */
  private static void checkNothingElse(String answers) {
    for (String each : answers.split("(?=HTTP/1\\.1 )", -1)) {
      assertThat(each)
          .startsWith("HTTP/1.1 4")
          .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
          .contains("\r\nCache-Control: no-store\r\n", "\"type\":\"/problems/")
          .doesNotContain("<", "script", "Exception");
    }
  }

  private static Arguments bad(String name, int status, String request) {
    return Arguments.of(name, status, request);
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }

  private static String post(String framing, String body) {
    return "POST /repairs HTTP/1.1\r\n"
        + HOST
        + "Content-Type: application/json\r\n"
        + framing
        + "\r\n"
        + body;
  }

  private static String length(Object length) {
    return "Content-Length: " + length + "\r\n";
  }

  @Test
  void acceptsTheSameBodyWithCorrectFraming() throws Exception {
    int length = NEW_REPAIR.length();

    assertThat(exchange(post(length(length), NEW_REPAIR))).startsWith("HTTP/1.1 201");
    assertThat(
            exchange(
                post(
                    "Transfer-Encoding: chunked\r\n",
                    Integer.toHexString(length) + "\r\n" + NEW_REPAIR + "\r\n0\r\n\r\n")))
        .startsWith("HTTP/1.1 201");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/repairs/R-1%00", "/%2e%2e/repairs", "/repairs/..%2f..%2fetc"})
  void announcesThatItClosesTheConnection(String path) throws Exception {
    String answer = exchange("PUT " + path + " HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("Connection: close");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "another method in an override header",
      answer = "405 `method-not-allowed`")
  @Test
  void ignoresMethodOverrideHeaders() throws Exception {
    String repair = server.open();

    String answer =
        exchange(
            "GET "
                + repair
                + "/completion HTTP/1.1\r\n"
                + HOST
                + "X-HTTP-Method-Override: PUT\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405");
    assertThat(server.get(repair).body()).contains("\"OPEN\"");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "HTTP/2",
      answer = "426 `bad-request`, with `Upgrade: HTTP/1.1`")
  @Test
  void namesTheVersionToUpgradeTo() throws Exception {
    assertThat(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        .startsWith("HTTP/1.1 426")
        .contains("\r\nUpgrade: HTTP/1.1\r\n", "\r\nConnection: Upgrade, close\r\n");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "`Expect: 100-continue` with a length over the limit",
      answer = "413 `too-large`, without 100 Continue")
  @Test
  void refusesABodyThatIsTooLongBeforeItIsSent() throws Exception {
    String before = server.snapshot();

    String answer = exchange(post(length(64 * 1024 + 1) + "Expect: 100-continue\r\n", ""));

    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("/problems/too-large", "Connection: close")
        .doesNotContain("100 Continue");
    checkNothingElse(answer);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void continuesWithABodyThatIsNotTooLong() throws Exception {
    String answer =
        exchange(post(length(NEW_REPAIR.length()) + "Expect: 100-continue\r\n", NEW_REPAIR));

    assertThat(answer).contains("HTTP/1.1 201");
  }

  private String exchange(String request) throws IOException {
    return RawExchange.send(server, request);
  }
}
