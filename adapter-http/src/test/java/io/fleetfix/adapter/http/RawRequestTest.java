package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no decent client sends: refused in plain words before any route sees them. */
@TestInstance(Lifecycle.PER_CLASS)
class RawRequestTest {
  private static final String HOST = "Host: localhost\r\n";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("garbage", "\u0001\u0002 <script> \r\n\r\n"),
        Arguments.of("an unknown version", "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
        Arguments.of("no host", "GET /repairs HTTP/1.1\r\n\r\n"),
        Arguments.of("a bad host", "GET /repairs HTTP/1.1\r\nHost: <script>\r\n\r\n"),
        Arguments.of(
            "a header without end",
            "GET /repairs HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n"),
        Arguments.of(
            "two lengths",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        Arguments.of(
            "a negative length",
            "POST /repairs HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n\r\n"),
        Arguments.of(
            "length and chunks",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "chunks that lie",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n<script>"),
        Arguments.of(
            "more than a header's worth of headers",
            "GET /repairs HTTP/1.1\r\n" + HOST + "X: 1\r\n".repeat(4_000) + "\r\n"),
        Arguments.of(
            "a path without end", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("two hosts", "GET /repairs HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
        Arguments.of(
            "two encodings",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "an encoding spelt oddly",
            "POST /repairs HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "a space before the colon",
            "POST /repairs HTTP/1.1\r\n" + HOST + "Content-Length : 2\r\n\r\n{}"),
        Arguments.of(
            "a length as text",
            "POST /repairs HTTP/1.1\r\n" + HOST + "Content-Length: +2\r\n\r\n{}"),
        Arguments.of(
            "a chunk of a size without end",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
        Arguments.of(
            "a body shorter than it says",
            "POST /repairs HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{}"),
        Arguments.of("a broken escape", "GET /repairs/%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a folded header", "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refuses(String name, String request) throws Exception {
    String answer = exchange(request);

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html").doesNotContain("script");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/repairs/R-1%00", "/%2e%2e/repairs", "/repairs/..%2f..%2fetc"})
  void saysSoWhenItHangsUp(String path) throws Exception {
    String answer = exchange("PUT " + path + " HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("Connection: close");
  }

  @Test
  void takesTheMethodFromTheRequestLineOnly() throws Exception {
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

  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
