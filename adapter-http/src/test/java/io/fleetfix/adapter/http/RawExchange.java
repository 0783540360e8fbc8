package io.fleetfix.adapter.http;

import static io.fleetfix.outbox.contracts.Eventually.patient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends bytes that no HTTP client would send. */
final class RawExchange {
  private RawExchange() {}

  /** Everything that the server answers until it closes the connection. */
  static String send(ServerUnderTest server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout((int) patient(Duration.ofSeconds(30)).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
