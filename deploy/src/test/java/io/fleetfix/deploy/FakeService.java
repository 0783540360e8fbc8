package io.fleetfix.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every request with 200 and a body that depends on the path only. */
final class FakeService implements AutoCloseable {
  private final HttpServer server;

  private FakeService(HttpServer server) {
    this.server = server;
  }

  /** The response body for a path. */
  @FunctionalInterface
  interface Answers {
    String to(String path) throws IOException;
  }

  static FakeService answering(Answers answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
    return new FakeService(server);
  }

  private static void answer(HttpExchange exchange, Answers answers) throws IOException {
    byte[] answer = answers.to(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
