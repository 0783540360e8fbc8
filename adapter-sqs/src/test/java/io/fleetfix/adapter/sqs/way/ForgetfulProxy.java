package io.fleetfix.adapter.sqs.way;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy to SQS that fails the last entry of the first batch deletes as a fault of SQS. */
public final class ForgetfulProxy implements AutoCloseable {
  private static final String TARGET = "X-Amz-Target";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Integer> deletes = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures;
  private final URI server;
  private final HttpServer entrance;

  /**
   * Starts the proxy.
   *
   * @param failures the number of batch deletes that fail for one of their entries
   */
  public ForgetfulProxy(URI server, int failures) throws IOException {
    this.server = server;
    this.failures = new AtomicInteger(failures);
    entrance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    entrance.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    entrance.createContext("/", this::answer);
    entrance.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + entrance.getAddress().getPort());
  }

  /** The number of entries of each batch delete. */
  public List<Integer> deletes() {
    return List.copyOf(deletes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst(TARGET);
      byte[] answer =
          "AmazonSQS.DeleteMessageBatch".equals(target)
              ? delete(exchange, (ObjectNode) JSON.readTree(request))
              : forward(exchange, request);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] delete(HttpExchange exchange, ObjectNode request) throws IOException {
    ArrayNode entries = request.withArray("Entries");
    deletes.add(entries.size());
    if (failures.getAndDecrement() <= 0) {
      return forward(exchange, JSON.writeValueAsBytes(request));
    }
    JsonNode forgotten = entries.remove(entries.size() - 1);
    ObjectNode answer =
        entries.isEmpty()
            ? JSON.createObjectNode()
            : (ObjectNode) JSON.readTree(forward(exchange, JSON.writeValueAsBytes(request)));
    answer
        .withArray("Failed")
        .addObject()
        .put("Id", forgotten.required("Id").textValue())
        .put("SenderFault", false)
        .put("Code", "InternalError");
    return JSON.writeValueAsBytes(answer);
  }

  private byte[] forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(TARGET, exchange.getRequestHeaders().getFirst(TARGET))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    entrance.stop(0);
    client.close();
  }
}
