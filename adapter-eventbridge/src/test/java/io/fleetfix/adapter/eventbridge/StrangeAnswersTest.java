package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that EventBridge never gives, but a proxy, a captive portal or a wrong address may. */
class StrangeAnswersTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "200 | {}",
        "200 | {\"FailedEntryCount\":0,\"Entries\":[]}",
        "200 | {\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}",
        "200 | {\"FailedEntryCount\":0,\"Entries\":[{},{}]}",
        "200 | {\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"},{\"EventId\":\"2\"},{}]}",
        "200 | {\"FailedEntryCount\":0,\"Ent",
        "200 | <html>Please log in</html>",
        "302 | {}",
        "403 | {\"__type\":\"AccessDeniedException\",\"message\":\"No\"}",
        "404 | Not found",
        "502 | <html>Bad gateway</html>"
      })
  void treatsNothingAsAccepted(int status, String body) {
    server.createContext("/", exchange -> answer(exchange, status, body));
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    List<OutboxEntry> entries = entries(2);
    try (EventBridgeConnection connection = EventBridgeUnderTest.connectionTo(endpoint)) {
      List<NotAccepted> answer = EventBridgeUnderTest.busOf(connection).publish(entries);

      assertThat(answer).extracting(NotAccepted::eventId).containsExactlyElementsOf(ids(entries));
      assertThat(answer).extracting(NotAccepted::cause).containsOnly(Cause.UNAVAILABLE);
      assertThat(answer).extracting(NotAccepted::code).doesNotContain("", ErrorCodes.NOT_SENT);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
