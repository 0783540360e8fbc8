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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of DynamoDB Local. It answers transactions about repairs that have a fault with
 * an error of DynamoDB, without carrying them out, and forwards everything else.
 */
final class FaultyDynamoDb implements AutoCloseable {
  private static final List<String> HEADERS =
      List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Target");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final URI behind;
  private final HttpServer server;

  /** The errors that it can answer with. */
  enum Fault {
    THROTTLING(400, "ThrottlingException"),
    OVER_ITS_CAPACITY(400, "ProvisionedThroughputExceededException"),
    INTERNAL_ERROR(500, "InternalServerError"),
    CONFLICT(400, "TransactionCanceledException"),
    SILENCE(0, "");

    private final int status;
    private final String code;

    Fault(int status, String code) {
      this.status = status;
      this.code = code;
    }

    private byte[] body() {
      return """
          {"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"A bad day",\
          "CancellationReasons":[{"Code":"TransactionConflict"},{"Code":"None"}]}\
          """
          .formatted(code)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  FaultyDynamoDb(URI behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void fail(String repairId, Fault fault) {
    faults.put(repairId, fault);
  }

  void heal() {
    faults.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      @Nullable Fault fault = fault(exchange, new String(body, StandardCharsets.UTF_8));
      if (fault == null) {
        pass(exchange, body);
      } else if (fault == Fault.SILENCE) {
        closed.await();
      } else {
        answer(exchange, fault.status, fault.body());
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private @Nullable Fault fault(HttpExchange exchange, String body) {
    if (!exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".TransactWriteItems")) {
      return null;
    }
    return faults.entrySet().stream()
        .filter(faulty -> body.contains(faulty.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse(null);
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
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
