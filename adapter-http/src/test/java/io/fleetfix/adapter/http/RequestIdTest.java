package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer names its request: in a header, and problems in their body, too. */
@TestInstance(Lifecycle.PER_CLASS)
class RequestIdTest {
  private static final String HEADER = "X-Request-Id";
  private static final String GENERATED = "[0-9a-f]{16}";
  private static final Pattern RAW_HEADER = Pattern.compile("\r\nX-Request-Id: (\\S+)\r\n");
  private static final Pattern IN_BODY = Pattern.compile("\"requestId\":\"([^\"]+)\"");

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void isGeneratedForEachRequest() throws Exception {
    Set<String> ids = new HashSet<>();
    for (String path : new String[] {"/repairs", "/repairs", "/health/live", "/problems", "/x"}) {
      ids.add(id(server.get(path)));
    }

    assertThat(ids).hasSize(5).allMatch(id -> id.matches(GENERATED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "6f1c9b1e-7c1f-4d0c-9a55-0f8e8c9c8f11",
        "Root_1.67891233",
        "1234567890123456789012345678901234567890123456789012345678901234"
      })
  void isTakenFromTheClient(String id) throws Exception {
    HttpResponse<String> good = ask("/repairs", id);
    HttpResponse<String> problem = ask("/repairs?limit=0", id);

    assertThat(id(good)).isEqualTo(id);
    assertThat(id(problem)).isEqualTo(id);
    assertThat(json(problem).get("requestId").asText()).isEqualTo(id);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `X-Request-Id` with unsafe characters, or two",
      answer = "the answer has a generated one")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a,b",
        "<script>",
        "a\"b",
        "a/b",
        "é",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void isGeneratedInsteadOfAnUnsafeOne(String unsafe) throws Exception {
    HttpResponse<String> answer = ask("/repairs?limit=0", unsafe);

    assertThat(id(answer)).matches(GENERATED);
    assertThat(json(answer).get("requestId").asText()).isEqualTo(id(answer));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an `X-Request-Id` with unsafe characters, or two",
      answer = "the answer has a generated one")
  @Test
  void isGeneratedInsteadOfTwo() throws Exception {
    assertThat(id(server.send("GET", "/repairs", "", "", HEADER, "a", HEADER, "b")))
        .matches(GENERATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /repairs/%zz HTTP/1.1\r\nHost: localhost\r\n",
        "GET /%2e%2e HTTP/1.1\r\nHost: localhost\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n",
        "GET / HTTP/1.1\r\n",
        "garbage\r\n"
      })
  void isInTheAnswersOfJettyItself(String head) throws Exception {
    String answer = exchange(head + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(only(IN_BODY, answer)).matches(GENERATED).isEqualTo(only(RAW_HEADER, answer));
  }

  private HttpResponse<String> ask(String path, String id) throws Exception {
    return server.send("GET", path, "", "", HEADER, id);
  }

  private static String id(HttpResponse<String> answer) {
    assertThat(answer.headers().allValues(HEADER)).hasSize(1);
    return answer.headers().firstValue(HEADER).orElseThrow();
  }

  private static String only(Pattern pattern, String answer) {
    assertThat(pattern.matcher(answer).results()).as(answer).hasSize(1);
    return pattern.matcher(answer).results().map((MatchResult id) -> id.group(1)).findAny().get();
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout((int) patient(Duration.ofSeconds(30)).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
