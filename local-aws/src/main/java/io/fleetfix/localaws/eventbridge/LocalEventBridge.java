package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small EventBridge on the loopback. It knows PutEvents, DescribeEventBus, and one bus with the
 * rules that it is given. Like AWS it answers before it delivers, and reports success to a bus that
 * does not exist. Unlike AWS it believes every signature and keeps no order, archive or dead
 * letters.
 */
public final class LocalEventBridge implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  /** Far more than the entries of a call may have, escaped as JSON. */
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final BusLog log;
  private final Routes routes;
  private final PutEvents putEvents;
  private volatile PutEventsBehavior behavior = PutEventsBehavior.NORMAL;

  private LocalEventBridge(HttpServer server, BusLog log, Routes routes) {
    this.server = server;
    this.log = log;
    this.routes = routes;
    this.putEvents = new PutEvents(log, routes);
  }

  /**
   * Starts one that has this bus.
   *
   * @param port 0 for any that is free
   * @param rules of different names
   * @param log where every accepted event is appended; see {@link BusLog}
   */
  public static LocalEventBridge start(
      int port, String bus, List<LocalRule> rules, Path log, Target target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      List<BusEvent> accepted = BusLog.read(log);
      Set<String> delivered = BusLog.deliveredSoFar(log);
      BusLog busLog = BusLog.in(log);
      Routes routes = new Routes(bus, rules, busLog, target);
      routes.resume(accepted, delivered);
      LocalEventBridge eventBridge = new LocalEventBridge(server, busLog, routes);
      server.setExecutor(eventBridge.workers);
      server.createContext("/", eventBridge::handle);
      server.start();
      return eventBridge;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it behaves like this. */
  public void behave(PutEventsBehavior next) {
    behavior = next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      PutEventsBehavior current = behavior;
      Answer answer = answer(exchange, current);
      if (answer.errorType().isEmpty() && current.losesAnswer()) {
        return; // to close an exchange that was not answered is to drop its connection
      }
      byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      answer
          .errorType()
          .ifPresent(type -> exchange.getResponseHeaders().set("x-amzn-ErrorType", type));
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange, PutEventsBehavior current) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
    if (request.length > MAX_REQUEST_BYTES) {
      return Answer.error(413, "RequestEntityTooLargeException", "The request is too large.");
    }
    JsonNode arguments;
    try {
      arguments = JSON.readTree(request);
    } catch (JsonProcessingException notJson) {
      return Answer.error(400, "SerializationException", "The request is not JSON.");
    }
    return switch (String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      case "AWSEvents.PutEvents" -> putEvents.answer(arguments, current);
      case "AWSEvents.DescribeEventBus" -> routes.describe(arguments.path("Name").asText());
      default -> Answer.error(400, "UnknownOperationException", "Nobody here knows how.");
    };
  }

  /** Drops the calls under way. What was not delivered yet, the next one on the same log has. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    routes.close();
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
