package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that send or receive so slowly that they could hold a connection for ever. */
@Execution(CONCURRENT)
@Timeout(120)
class SlowClientsTest {
  private static final String HEAD = "POST /repairs HTTP/1.1\r\nHost: localhost\r\n";
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofHours(1);

  private final ExecutorService drips = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    drips.shutdownNow();
  }

  static Stream<Arguments> beginnings() {
    String json = HEAD + "Content-Type: application/json\r\n";
    return Stream.of(
        Arguments.of("the first line from its first byte", ""),
        Arguments.of("the first line after an empty one", "\r\n"),
        Arguments.of("the first line from its middle", "POST /repairs HTT"),
        Arguments.of("the name of a header", HEAD),
        Arguments.of("the value of a header", HEAD + "X: "),
        Arguments.of("a body of a known length", json + "Content-Length: 60000\r\n\r\n{"),
        Arguments.of("a body in chunks", json + "Transfer-Encoding: chunked\r\n\r\n"));
  }

  @Attack(
      kind = Attack.Kind.SLOW_CLIENT,
      sends = "headers, slowly byte by byte",
      answer = "the connection is closed",
      cases = {
        "the first line from its first byte",
        "the name of a header",
        "the value of a header"
      })
  @Attack(
      kind = Attack.Kind.SLOW_CLIENT,
      sends = "a body, slowly byte by byte",
      answer = "the connection is closed",
      cases = {"a body of a known length", "a body in chunks"})
  @ParameterizedTest(name = "{0}")
  @MethodSource("beginnings")
  void closesAConnectionThatTricklesARequest(String what, String beginning) throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new Patience(SHORT, LONG));
        Socket client = connect(server)) {
      String before = server.snapshot();
      client.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      trickle(client.getOutputStream(), beginning.endsWith("\r\n\r\n") ? '1' : 'a');

      assertThat(isClosed(client)).isTrue();
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(server.snapshot()).isEqualTo(before);
    }
  }

  @Attack(
      kind = Attack.Kind.SLOW_CLIENT,
      sends = "requests, while reading the answers too slowly",
      answer = "the connection is closed")
  @Test
  void closesAConnectionThatReadsAnAnswerTooSlowly() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new Patience(LONG, SHORT));
        Socket client = new Socket()) {
      client.setReceiveBufferSize(1_024);
      client.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server().port()));

      // More answers than the buffers of both sockets hold, so that the server has to wait for the
      // client.
      String question = "GET " + longRepair(server) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      client.getOutputStream().write(question.repeat(1_000).getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().read();
      assertThat(isConnected(client, server)).isTrue();

      // Without any reading, Jetty's own idle timeout would close the connection.
      sip(client.getInputStream());

      eventually(() -> assertThat(isConnected(client, server)).isFalse());
    }
  }

  @Test
  void keepsTheConnectionWhileARequestIsProcessed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ServerUnderTest server = new ServerUnderTest(new Patience(SHORT, SHORT));
        Socket client = connect(server)) {
      server.workshop().beforeCommit(() -> awaitLongerThan(SHORT.multipliedBy(4), never));
      client
          .getOutputStream()
          .write(
              (HEAD
                      + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                      + NEW_REPAIR.length()
                      + "\r\n\r\n"
                      + NEW_REPAIR)
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void keepsAnIdleConnection() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(new Patience(SHORT, SHORT));
        Socket client = connect(server)) {
      for (int i = 0; i < 3; i++) {
        client
            .getOutputStream()
            .write(
                "HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(answerHead(client.getInputStream())).startsWith("HTTP/1.1 200");
        awaitLongerThan(SHORT.multipliedBy(3), new CountDownLatch(1));
      }
    }
  }

  private static Socket connect(ServerUnderTest server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.server().port());
  }

  /** Sends a byte every tenth of a second until the connection is closed. */
  private void trickle(OutputStream out, char what) {
    drips.execute(
        () -> {
          try {
            while (true) {
              out.write(what);
              awaitLongerThan(Duration.ofMillis(100), new CountDownLatch(1));
            }
          } catch (IOException cut) {
            // The test waits for this.
          }
        });
  }

  /** Reads some bytes every tenth of a second until the connection is closed. */
  private void sip(InputStream in) {
    drips.execute(
        () -> {
          try {
            while (!Thread.currentThread().isInterrupted() && in.readNBytes(100).length > 0) {
              awaitLongerThan(Duration.ofMillis(100), new CountDownLatch(1));
            }
          } catch (IOException cut) {
            // The test waits for this.
          }
        });
  }

  /** The server's view: the client notices a close only after reading all that was sent. */
  private static boolean isConnected(Socket client, ServerUnderTest server) {
    return Arrays.stream(server.server().app().jettyServer().server().getConnectors())
        .flatMap(connector -> connector.getConnectedEndPoints().stream())
        .anyMatch(end -> client.getLocalSocketAddress().equals(end.getRemoteSocketAddress()));
  }

  /** Reads to the end, which is reached only if the server closes the connection. */
  private static boolean isClosed(Socket client) throws IOException {
    client.setSoTimeout((int) patient(Duration.ofSeconds(60)).toMillis());
    try {
      client.getInputStream().readAllBytes();
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
    return true;
  }

  private static String answerHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("Closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** The path of a repair whose answer has about 10 KB. */
  private static String longRepair(ServerUnderTest server) throws Exception {
    String repair = server.open();
    for (int line = 0; line < 20; line++) {
      server.post(repair + "/work", NEW_WORK.replace("Brake pads", "x".repeat(490)));
    }
    return repair;
  }

  private static void awaitLongerThan(Duration time, CountDownLatch never) {
    try {
      never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
