package io.fleetfix.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.domain.repair.RepairId;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on a free port, with the workshop behind it in memory. */
public final class ServerUnderTest implements AutoCloseable {
  public static final String JSON_TYPE = "application/json";

  public static final String NEW_REPAIR =
      """
      {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},
       "customer":{"name":"Ada Example","email":"ada@example.com"},
       "complaint":"Brakes squeal"}
      """;

  public static final String NEW_WORK =
      """
      {"description":"Brake pads","price":{"amount":"120.00","currency":"EUR"}}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkshopInMemory workshop;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<RequestTimes.Answered> answered = new ConcurrentLinkedQueue<>();
  private final Queue<Long> timesTaken = new ConcurrentLinkedQueue<>();
  private final WorkshopServer server;
  private volatile String[] authorization = {};

  public ServerUnderTest() {
    this(AccessPolicy.EVERYBODY);
  }

  public ServerUnderTest(WorkshopInMemory workshop) {
    this(workshop, new HttpEndpoint("127.0.0.1", 0), AccessPolicy.EVERYBODY, Patience.USUAL);
  }

  public ServerUnderTest(AccessPolicy policy) {
    this(policy, Patience.USUAL);
  }

  public ServerUnderTest(Patience patience) {
    this(AccessPolicy.EVERYBODY, patience);
  }

  private ServerUnderTest(AccessPolicy policy, Patience patience) {
    this(new HttpEndpoint("127.0.0.1", 0), policy, patience);
  }

  public ServerUnderTest(HttpEndpoint endpoint, AccessPolicy policy) {
    this(endpoint, policy, Patience.USUAL);
  }

  private ServerUnderTest(HttpEndpoint endpoint, AccessPolicy policy, Patience patience) {
    this(new WorkshopInMemory(), endpoint, policy, patience);
  }

  private ServerUnderTest(
      WorkshopInMemory workshop, HttpEndpoint endpoint, AccessPolicy policy, Patience patience) {
    this.workshop = workshop;
    server =
        new WorkshopServer(
            endpoint,
            patience,
            (request, nanos) -> {
              timesTaken.add(nanos);
              answered.add(request);
            },
            new Spans(OpenTelemetry.noop().getTracer("none")),
            new AuthFilter(policy, workshop.clock()),
            new HealthRoutes(workshop::stuckLoops, workshop::writing),
            workshop.routes());
    server.start();
  }

  /** The workshop behind the server. */
  public WorkshopInMemory workshop() {
    return workshop;
  }

  /** Sets the Authorization headers of all further requests: none, one or several. */
  public void authorize(String... credentials) {
    authorization = credentials;
  }

  /** The server's reports on the requests that it has answered so far. */
  public List<RequestTimes.Answered> answered() {
    return List.copyOf(answered);
  }

  /** The reported times of these requests, in nanoseconds. */
  public List<Long> timesTaken() {
    return List.copyOf(timesTaken);
  }

  public WorkshopServer server() {
    return server;
  }

  /** Opens a repair and returns its path. */
  public String open() throws Exception {
    return send("POST", "/repairs", JSON_TYPE, NEW_REPAIR)
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  /** Opens and completes a repair with one line, issues its invoice, and returns its path. */
  public String invoiced() throws Exception {
    String repair = open();
    post(repair + "/work", NEW_WORK);
    put(repair + "/completion", "");
    workshop.invoice(new RepairId(repair.substring("/repairs/".length())));
    return repair;
  }

  /** Gets a path, with one Accept header per given type. */
  public HttpResponse<String> get(String path, String... accept) throws Exception {
    HttpRequest.Builder request = request("GET", path, "", new byte[0]);
    for (String types : accept) {
      request.header("Accept", types);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> put(String path, String body) throws Exception {
    return send("PUT", path, body.isEmpty() ? "" : JSON_TYPE, body);
  }

  public HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, JSON_TYPE, body);
  }

  /** Posts a body in chunks, without Content-Length. */
  public HttpResponse<String> postInChunks(String path, String body) throws Exception {
    return http.send(
        request("POST", path, JSON_TYPE, new byte[0])
            .POST(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
            .build(),
        BodyHandlers.ofString());
  }

  /** Posts with one Idempotency-Key header per given key. */
  public HttpResponse<String> postOnce(String path, String body, String... keys) throws Exception {
    return once("POST", path, body, keys);
  }

  /** Puts with one Idempotency-Key header per given key. */
  public HttpResponse<String> putOnce(String path, String body, String... keys) throws Exception {
    return once("PUT", path, body, keys);
  }

  private HttpResponse<String> once(String method, String path, String body, String... keys)
      throws Exception {
    HttpRequest.Builder request =
        request(method, path, body.isEmpty() ? "" : JSON_TYPE, body.getBytes(UTF_8));
    for (String key : keys) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request with further headers, as alternating names and values. */
  public HttpResponse<String> send(
      String method, String path, String contentType, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(method, path, contentType, body.getBytes(UTF_8));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request, without Content-Type if it is empty. */
  public HttpResponse<String> send(String method, String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return http.send(request(method, path, contentType, body).build(), BodyHandlers.ofString());
  }

  /** Sends a request with these headers only, besides Authorization. */
  public HttpResponse<String> send(
      String method, String path, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(method, path, "", body);
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String path, String contentType, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    for (String credentials : authorization) {
      request.header("Authorization", credentials);
    }
    return request;
  }

  /** All state that clients can read. It is unchanged if nothing was written. */
  public String snapshot() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String list :
        new String[] {"OPEN&limit=200", "COMPLETED&limit=200", "CANCELLED&limit=200"}) {
      all.append(get("/repairs?status=" + list).body());
    }
    for (JsonNode repair : json(get("/repairs?status=COMPLETED&limit=200")).path("items")) {
      all.append(get("/repairs/" + repair.get("repairId").asText() + "/documents").body());
    }
    return all.append(get("/notices?limit=200").body()).append(get("/outbox").body()).toString();
  }

  public static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close(); // otherwise the server waits a second for its idle connections
    server.close();
  }
}
