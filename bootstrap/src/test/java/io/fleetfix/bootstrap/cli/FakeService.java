package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gives these answers, the last one again and again, and records what it received. */
public final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final int status;
  private final Map<String, String> headers;
  private final List<String> bodies;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

  public FakeService(int status, Map<String, String> headers, String... bodies) throws IOException {
    this.status = status;
    this.headers = headers;
    this.bodies = List.of(bodies);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public static FakeService answering(String... bodies) throws IOException {
    return new FakeService(200, Map.of(), bodies);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int next = Math.min(received.size(), bodies.size() - 1);
      byte[] body = bodies.get(next).getBytes(StandardCharsets.UTF_8);
      calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
      received.add(ServiceClient.JSON.readTree(exchange.getRequestBody()));
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The bodies of all requests. */
  public List<JsonNode> received() {
    return List.copyOf(received);
  }

  /** The method and the path of each request. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** The decoded query of each request. */
  List<String> queries() {
    return List.copyOf(queries);
  }

  /** The Authorization header of each request. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Runs a command against this service. */
  CommandRun outbox(String... words) {
    return CommandRun.outbox(withUrl(words));
  }

  /** Runs a command for mails against this service. */
  CommandRun mail(String... words) {
    return CommandRun.mail(withUrl(words));
  }

  private String[] withUrl(String... words) {
    return Stream.concat(Stream.of(words), Stream.of("--url", url())).toArray(String[]::new);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
