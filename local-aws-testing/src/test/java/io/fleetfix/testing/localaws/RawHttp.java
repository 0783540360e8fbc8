package io.fleetfix.testing.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Sends requests with any headers, also those that Java's clients don't let a program set. */
final class RawHttp {
  private RawHttp() {}

  /**
   * The whole answer, after which the server has to close the connection. Empty if there is none.
   */
  static String send(URI server, String method, String path, List<String> headers, String body)
      throws IOException {
    StringBuilder request = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length()));
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.append(body).toString().getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
