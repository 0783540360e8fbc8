package io.fleetfix.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proxy in front of DynamoDB Local, through which a test takes away the store or its writes. */
final class StoreSwitch implements AutoCloseable {
  private static final List<String> HEADERS =
      List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Target");

  private static final byte[] REFUSAL =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"disk full"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final URI behind;
  private final HttpServer server;
  private volatile Mode mode = Mode.WORKS;

  /** How the store behaves. What it refuses or keeps is never carried out. */
  enum Mode {
    WORKS,
    /** It answers reads only, as with a full disk. */
    REFUSES_WRITES,
    /** It answers everything but transactions. */
    REFUSES_COMMITS,
    /** It takes connections and requests, and answers nothing. */
    SILENT
  }

  StoreSwitch(URI behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void turn(Mode to) {
    mode = to;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (mode) {
        case WORKS -> pass(exchange, body);
        case REFUSES_WRITES -> pass(exchange, body, "TransactWriteItems", "PutItem", "UpdateItem");
        case REFUSES_COMMITS -> pass(exchange, body, "TransactWriteItems");
        case SILENT -> closed.await();
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private void pass(HttpExchange exchange, byte[] body, String... butNot)
      throws IOException, InterruptedException {
    String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (Stream.of(butNot).anyMatch(call::endsWith)) {
      answer(exchange, 500, REFUSAL);
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind).POST(BodyPublishers.ofByteArray(body));
    for (String header : HEADERS) {
      @Nullable String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    answer(exchange, answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
    http.close();
  }
}
