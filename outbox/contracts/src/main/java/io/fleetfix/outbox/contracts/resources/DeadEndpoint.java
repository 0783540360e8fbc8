package io.fleetfix.outbox.contracts.resources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/** An address on this machine at which the resource is dead. */
public record DeadEndpoint(URI uri, Closeable socket) implements Closeable {
  /** The ways in which a resource can be dead. */
  public enum Death {
    /** Nothing listens. */
    REFUSED(0, ""),
    /** Connections are accepted, and nothing is ever said. */
    SILENT(0, ""),
    /** The connection is cut instead of an answer. */
    CUT(0, ""),
    DENIED(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"Not yours\"}"),
    THROTTLED(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"),
    TOO_MANY(429, ""),
    BROKEN(500, "{\"__type\":\"InternalFailure\"}"),
    AWAY(503, "Service Unavailable"),
    /** A success that says nothing, such as a proxy's. */
    EMPTY(200, ""),
    /** A success without the resource in it. */
    NOTHING(200, "{}"),
    /** Another server at this address. */
    PAGE(200, "<html><body>Welcome</body></html>"),
    REDIRECTED(302, "");

    private final int status;
    private final String body;

    Death(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  /** Starts to be dead in this way, on a port of its own. */
  public static DeadEndpoint of(Death death) throws IOException {
    return switch (death) {
      case REFUSED -> {
        ServerSocket left = listening();
        left.close();
        yield at(left.getLocalPort(), () -> {});
      }
      case SILENT -> {
        ServerSocket silent = listening(); // the system accepts connections by itself
        yield at(silent.getLocalPort(), silent);
      }
      default -> {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, death));
        server.start();
        yield at(server.getAddress().getPort(), () -> server.stop(0));
      }
    };
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  }

  private static DeadEndpoint at(int port, Closeable socket) {
    return new DeadEndpoint(URI.create("http://127.0.0.1:" + port), socket);
  }

  private static void answer(HttpExchange exchange, Death death) throws IOException {
    try (exchange) {
      if (death == Death.CUT) {
        return;
      }
      byte[] body = death.body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(death.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
