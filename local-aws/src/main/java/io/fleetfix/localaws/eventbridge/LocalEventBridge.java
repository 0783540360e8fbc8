package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.localaws.gate.CallerCheck;
import io.fleetfix.outbox.loop.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * A minimal EventBridge on the loopback interface. It supports PutEvents and DescribeEventBus on a
 * single bus with fixed rules. Like AWS, it responds before it delivers, and reports success for a
 * bus that does not exist. Unlike AWS, it accepts any signature (see {@link CallerCheck}), and has
 * no ordering, archive or dead letters.
 */
public final class LocalEventBridge implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  /** Far more than the largest valid call, escaped as JSON. */
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService workers = Tasks.OF_THIS_PROCESS.perTask();
  private final BusLog log;
  private final Rules rules;
  private final Routes routes;
  private final PutEvents putEvents;
  private volatile PutEventsBehavior behavior = PutEventsBehavior.NORMAL;

  private LocalEventBridge(HttpServer server, Rules rules, BusLog log, Routes routes) {
    this.server = server;
    this.rules = rules;
    this.log = log;
    this.routes = routes;
    this.putEvents = new PutEvents(log, routes);
  }

  /**
   * Starts an endpoint with this bus.
   *
   * @param port 0 for any free port
   * @param rules with unique names
   * @param log the file to which every accepted event is written; see {@link BusLog}
   */
  public static LocalEventBridge start(
      int port, String bus, List<LocalRule> rules, Path log, Target target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      Rules matched = new Rules(bus, rules);
      BusLog busLog = new BusLog(log, matched::matching, BusLog.MAX_BYTES);
      Routes routes = new Routes(matched, busLog, target);
      routes.resume(busLog.waiting());
      LocalEventBridge eventBridge = new LocalEventBridge(server, matched, busLog, routes);
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

  /** Changes the behaviour from now on. */
  public void behave(PutEventsBehavior next) {
    behavior = next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      PutEventsBehavior current = behavior;
      Answer answer = answer(exchange, current);
      if (answer.errorType().isEmpty() && current.losesAnswer()) {
        return; // closing an exchange without a response drops its connection
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
    Optional<String> refusal = CallerCheck.ofSdks(exchange.getRequestHeaders());
    if (refusal.isPresent()) {
      return Answer.error(403, "AccessDeniedException", refusal.get());
    }
    JsonNode arguments;
    try {
      arguments = JSON.readTree(request);
    } catch (JsonProcessingException notJson) {
      return Answer.error(400, "SerializationException", "The request is not JSON.");
    }
    return switch (String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      case "AWSEvents.PutEvents" -> putEvents.answer(arguments, current);
      case "AWSEvents.DescribeEventBus" -> rules.describe(arguments.path("Name").asText());
      default -> Answer.error(400, "UnknownOperationException", "This operation is not supported.");
    };
  }

  /** Drops calls in progress. Undelivered events are delivered by the next run on the same log. */
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
