package io.fleetfix.bootstrap.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.cli.FakeService;
import io.fleetfix.bootstrap.cli.client.RawServer.End;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands explain why there is no answer, and what to check. */
class ConnectionTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final Call STATUS = Call.get("/outbox", "pending");

  @Test
  void explainsARefusedConnection() throws Exception {
    String url;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + socket.getLocalPort();
    }
    assertThatStatus(url, "No answer from " + url + ": the connection was refused. Check that");
  }

  @Test
  void explainsAnUnknownHost() {
    assertThatStatus("http://fleetfix.invalid", "there is no host of that name. Check that");
  }

  @Test
  void explainsAFailureOfTls() throws Exception {
    for (String bytes : List.of("", "HTTP/1.1 400 Bad Request\r\n\r\n")) {
      try (RawServer plain = new RawServer(bytes, End.CUT)) {
        String url = plain.url().replace("http", "https");
        assertThatStatus(url, "the TLS connection failed. Check that");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        OK + "Content-Length: 100\r\n\r\n{\"pending\":",
        OK + "Content-Length: 100\r\n\r\n{\"pending\":0}",
        OK + "Transfer-Encoding: chunked\r\n\r\n64\r\n{\"pending\":0}"
      })
  void explainsAConnectionThatIsCut(String bytes) throws Exception {
    try (RawServer server = new RawServer(bytes, End.CUT)) {
      assertThatStatus(server.url(), "the connection was closed before the answer was complete");
    }
  }

  @Test
  void goesByTheStatusIfTheBodyOfAnErrorIsIncomplete() throws Exception {
    String head = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{\"type\"";
    for (End end : End.values()) {
      try (RawServer server = new RawServer(head, end)) {
        assertThatCall(server.url()).withMessageContaining("it requires an access token");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"STALL", "DRIP"})
  void stopsWaitingForASlowBody(End end) throws Exception {
    try (RawServer server = new RawServer(OK + "Content-Length: 1000000\r\n\r\n", end)) {
      assertThatCall(server.url()).withMessageContaining("The service may still be working");
    }
  }

  @Test
  void stopsWaitingForAServiceThatDoesNotAnswer() throws Exception {
    try (RawServer server = new RawServer("", End.STALL)) {
      assertThatCall(server.url()).withMessageContaining("run `fleetfix outbox status` before you");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "[1]", "", "{\"pending\":", "null", "\"{java.\""})
  void doesNotMistakeAnotherServerForFleetFix(String body) throws Exception {
    try (FakeService other = FakeService.answering(body)) {
      assertThatStatus(other.url(), "is not FleetFix. Set FLEETFIX_URL (or --url)");
    }
  }

  @Test
  void distinguishesAMissingTokenFromOneThatIsNotAccepted() throws Exception {
    for (int status : new int[] {401, 403}) {
      try (FakeService service = new FakeService(status, Map.of(), "")) {
        assertThatExceptionOfType(CommandFailure.class)
            .isThrownBy(() -> new ServiceClient(service.url(), "", false, SHORT).send(STATUS))
            .withMessageContaining("requires an access token");
        assertThatExceptionOfType(CommandFailure.class)
            .isThrownBy(() -> new ServiceClient(service.url(), "s3cret", false, SHORT).send(STATUS))
            .withMessageContaining(" the access token in FLEETFIX_TOKEN")
            .withMessageNotContaining("s3cret");
      }
    }
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> new ServiceClient("http://localhost", "Bearer x", false, SHORT))
        .returns(2, CommandFailure::exitCode)
        .withMessageContaining("FLEETFIX_TOKEN must be an access token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fleetfix.example.com",
        "http://10.0.0.7:8080",
        "http://[2001:db8::7]",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0:8080"
      })
  void sendsNoTokenOverPlainHttpToAnotherMachine(String url) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> new ServiceClient(url, "s3cret", false, SHORT))
        .returns(2, CommandFailure::exitCode)
        .withMessageContaining("FLEETFIX_TOKEN is not sent over plain http to ")
        .withMessageContaining("--token-over-http")
        .withMessageNotContaining("s3cret");
    assertThatCode(() -> new ServiceClient(url, "s3cret", true, SHORT)).doesNotThrowAnyException();
    assertThatCode(() -> new ServiceClient(url, null, false, SHORT)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://fleetfix.example.com",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.8.4.1",
        "http://[::1]:8080"
      })
  void sendsATokenOverTlsOrWithinThisMachine(String url) {
    assertThatCode(() -> new ServiceClient(url, "s3cret", false, SHORT)).doesNotThrowAnyException();
  }

  private static void assertThatStatus(String url, String sentence) {
    CommandRun run = CommandRun.outbox("status", "--url", url);

    run.failsInOneLineForOperators("garbage");
    assertThat(run.err()).contains(url, sentence);
    assertThat(run.exitCode()).isEqualTo(3);
  }

  private static ThrowableAssertAlternative<CommandFailure> assertThatCall(String url) {
    return assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> new ServiceClient(url, null, false, SHORT).send(STATUS));
  }
}
