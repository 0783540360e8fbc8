package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.EveryRoute.Route;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.adapter.http.origin.TrustedProxies;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose host's name leads to the service (DNS rebinding) gets no answer from it. */
@TestInstance(Lifecycle.PER_CLASS)
class HostFilterTest {
  private static final String EVENT_ID = "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465";
  private static final String CLOSE = "Connection: close\r\n\r\n";

  private final ServerUnderTest server =
      new ServerUnderTest(
          new HttpEndpoint(
              "127.0.0.1",
              0,
              new AllowedHosts(Optional.of(Set.of("repairs.example.com"))),
              TrustedProxies.NONE),
          AccessPolicy.EVERYBODY);
  private final ServerUnderTest open =
      new ServerUnderTest(
          new HttpEndpoint("127.0.0.1", 0, AllowedHosts.EVERY, TrustedProxies.NONE),
          AccessPolicy.EVERYBODY);

  @AfterAll
  void stop() {
    server.close();
    open.close();
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends =
          "another host than those of the loopback and of the settings, without "
              + "authentication: any route",
      answer = "421 `misdirected-request`")
  @Test
  void noRouteAnswersForAnotherHost() throws Exception {
    String repair = server.open();
    String before = server.snapshot();

    for (Route route : EveryRoute.of(server, repair, EVENT_ID)) {
      checkRefused(
          send(route + " HTTP/1.1\r\nHost: evil.example:8080\r\nContent-Length: 0\r\n" + CLOSE));
    }
    checkRefused(send("GET /nothing HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE));

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost.:80",
        "127.0.0.1:1",
        "127.255.255.254",
        "[::1]",
        "[0:0:0:0:0:0:0:1]:8080",
        "Repairs.Example.com:8443",
        "repairs.example.com."
      })
  void answersFor(String host) throws Exception {
    assertThat(get("/repairs", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends =
          "another host than those of the loopback and of the settings, without "
              + "authentication: any route",
      answer = "421 `misdirected-request`")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evil.localhost",
        "localhost..",
        "127.0.0.1.evil.example",
        "127.1",
        "2130706433",
        "0177.0.0.1",
        "0.0.0.0:8080",
        "128.0.0.1",
        "10.1.2.3",
        "[::2]",
        "[::]",
        "xrepairs.example.com",
        "example.com"
      })
  void doesNotAnswerFor(String host) throws Exception {
    checkRefused(get("/repairs", "Host: " + host + "\r\n"));
    assertThat(get(open, "/repairs", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
  }

  /** An absolute target counts, as RFC 9112 says, and the header must not contradict it. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "another host in an absolute target",
      answer = "421 `misdirected-request`, or 400 if the `Host` header differs")
  @ParameterizedTest
  @CsvSource({
    "http://localhost/repairs, localhost, 200",
    "http://repairs.example.com:8080/repairs, repairs.example.com:8080, 200",
    "http://evil.example/repairs, evil.example, 421",
    "http://evil.example/repairs, localhost, 400",
    "http://localhost/repairs, evil.example, 400",
    "http://localhost@evil.example/repairs, localhost, 400",
    "//evil.example/repairs, localhost, 400"
  })
  void looksAtTheTarget(String target, String host, int status) throws Exception {
    assertThat(send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + CLOSE))
        .startsWith("HTTP/1.1 " + status);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "no host, with HTTP/1.0",
      answer = "421 `misdirected-request`, except for health checks and metrics")
  @Test
  void looksAtEveryHostOfHttp10() throws Exception {
    checkRefused(send("GET /repairs HTTP/1.0\r\n\r\n"));
    checkRefused(send("GET /repairs HTTP/1.0\r\nHost: evil.example\r\n\r\n"));
    checkRefused(send("GET http://evil.example/repairs HTTP/1.0\r\n\r\n"));
    assertThat(send("GET /repairs HTTP/1.0\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(send("GET /repairs HTTP/1.0\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(RawExchange.send(open, "GET /repairs HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "no host, with HTTP/1.0",
      answer = "421 `misdirected-request`, except for health checks and metrics")
  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/health/outbox", "/metrics"})
  void answersMonitoringSystemsByAddress(String path) throws Exception {
    assertThat(get(path, "Host: 10.1.2.3:8080\r\n")).startsWith("HTTP/1.1 200");
    assertThat(get(path, "Host: [2001:db8::1]\r\n")).startsWith("HTTP/1.1 200");
    assertThat(send("GET " + path + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
    checkRefused(get(path, "Host: evil.example\r\n"));
    checkRefused(send("GET http://evil.example" + path + " HTTP/1.0\r\n\r\n"));
    checkRefused(get(path + "/x", "Host: 10.1.2.3:8080\r\n"));
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an allowed host in a header of proxies",
      answer = "421 `misdirected-request`: such headers are not believed")
  @Test
  void neverBelievesForwardedHosts() throws Exception {
    checkRefused(
        get(
            "/repairs",
            "Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n"));
    assertThat(get("/repairs", "Host: localhost\r\nX-Forwarded-Host: evil.example\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  private static void checkRefused(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 421")
        .contains("\"type\":\"/problems/misdirected-request\"", "application/problem+json")
        .doesNotContain("evil");
  }

  private String get(String path, String host) throws Exception {
    return get(server, path, host);
  }

  private static String get(ServerUnderTest from, String path, String host) throws Exception {
    return RawExchange.send(from, "GET " + path + " HTTP/1.1\r\n" + host + CLOSE);
  }

  private String send(String request) throws Exception {
    return RawExchange.send(server, request);
  }
}
