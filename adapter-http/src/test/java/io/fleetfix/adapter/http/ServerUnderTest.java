package io.fleetfix.adapter.http;

import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.operator.OutboxRoutes;
import io.fleetfix.adapter.http.operator.OutboxStatus;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.http.repair.MailRoutes;
import io.fleetfix.adapter.http.repair.NoticeRoutes;
import io.fleetfix.adapter.http.repair.RepairRoutes;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.adapter.inmemory.InMemoryBacklog;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryEventBus;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryQuarantine;
import io.fleetfix.adapter.inmemory.InMemoryReceipts;
import io.fleetfix.adapter.inmemory.InMemoryRedeliveries;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryRequests;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.Change;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on a free port, with everything behind it in memory and a door that can be jammed. */
final class ServerUnderTest implements AutoCloseable {
  static final String JSON_TYPE = "application/json";

  /** What every invoice looks like when it is printed. */
  static final String PDF = "%PDF-1.7";

  static final String NEW_REPAIR =
      """
      {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},
       "customer":{"name":"Ada Example","email":"ada@example.com"},
       "complaint":"Brakes squeal"}
      """;

  static final String NEW_WORK =
      """
      {"description":"Brake pads","price":{"amount":"120.00","currency":"EUR"}}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemoryWorkshop store = new InMemoryWorkshop();
  private final UnitOfWork door = new InMemoryUnitOfWork(store);
  private final HttpClient http = HttpClient.newHttpClient();
  private final InMemoryEventBus bus = new InMemoryEventBus(Map.of());
  private final Queue<RequestTimes.Answered> answered = new ConcurrentLinkedQueue<>();
  private final Queue<Long> timesTaken = new ConcurrentLinkedQueue<>();
  private final WorkshopServer server;
  private volatile String[] authorization = {};
  private volatile boolean away;
  private volatile List<String> problems = List.of();
  private volatile List<Mail> mails = List.of();
  private volatile Instant now = TWO_O_CLOCK;
  private volatile Runnable beforeCommit = () -> {};

  ServerUnderTest() {
    this(AccessPolicy.EVERYBODY);
  }

  ServerUnderTest(AccessPolicy admission) {
    this(admission, Patience.USUAL);
  }

  ServerUnderTest(Patience patience) {
    this(AccessPolicy.EVERYBODY, patience);
  }

  private ServerUnderTest(AccessPolicy admission, Patience patience) {
    InstantSource clock = () -> now;
    SplittableRandom random = new SplittableRandom(1);
    Repairs repairs = new InMemoryRepairs(store);
    Requests requests = new InMemoryRequests(store);
    Invoices invoices = new InMemoryInvoices(store);
    InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(store);
    FindRepairs findRepairs = new FindRepairs(repairs, ledger);
    UnitOfWork unitOfWork = this::commit;
    Notices notices = new InMemoryNotices(store);
    Redeliveries redeliveries = new InMemoryRedeliveries();
    InspectOutbox inspect =
        new InspectOutbox(
            new BacklogThatMayBeAway(), new InMemoryReceipts(), ledger, redeliveries, clock);
    OutboxStatus status = new OutboxStatus(inspect, () -> 0, () -> problems);
    server =
        new WorkshopServer(
            new HttpEndpoint("127.0.0.1", 0),
            patience,
            (request, nanos) -> {
              timesTaken.add(nanos);
              answered.add(request);
            },
            new Spans(OpenTelemetry.noop().getTracer("none")),
            new AuthFilter(admission, clock),
            new HealthRoutes(() -> !away),
            List.of(
                new RepairRoutes(
                    new OpenRepair(repairs, requests, unitOfWork, WORKSHOP, random, clock),
                    new AddWork(repairs, requests, unitOfWork, random, clock),
                    new CompleteRepair(repairs, unitOfWork, clock),
                    new CancelRepair(repairs, unitOfWork, clock),
                    findRepairs),
                new InvoiceRoutes(invoices, findRepairs, letter -> PDF.getBytes(UTF_8)),
                new NoticeRoutes(notices),
                new MailRoutes(() -> mails),
                new OutboxRoutes(
                    status,
                    inspect,
                    new RedeliverEvents(repairs, ledger, redeliveries, bus, clock),
                    new InMemoryQuarantine(store),
                    new ReconcileOutbox(repairs, invoices, notices, ledger, unitOfWork, bus, clock),
                    clock),
                new MetricsRoute(() -> "# nothing\n")));
    server.start();
  }

  private void commit(Change<?>... changes) {
    beforeCommit.run();
    door.commit(changes);
  }

  /** What happens from now on before anything is written: it may throw, or wait. */
  void beforeCommit(Runnable happening) {
    beforeCommit = happening;
  }

  /** What every request says of its sender from now on: nothing, or one header each. */
  void authorize(String... credentials) {
    authorization = credentials;
  }

  /** From now on the table does not answer those who look after the outbox. */
  void takeTheTableAway() {
    away = true;
  }

  InMemoryEventBus bus() {
    return bus;
  }

  /** The marks of delivery, for what only receipts and the sweeper bring about. */
  DeliveryLedger ledger() {
    return new InMemoryDeliveryLedger(store);
  }

  Quarantine quarantine() {
    return new InMemoryQuarantine(store);
  }

  Instant now() {
    return now;
  }

  /** From now on this is missing. */
  void miss(String problem) {
    problems = List.of(problem);
  }

  /** From now on these have gone out. */
  void mailed(List<Mail> newestFirst) {
    mails = newestFirst;
  }

  /** Lets time pass; it stands still otherwise. */
  void passTime(Duration time) {
    now = now.plus(time);
  }

  /** The way into the store past HTTP, for what only events bring about. */
  UnitOfWork door() {
    return door;
  }

  /** What the server told of the requests that it has answered so far. */
  List<RequestTimes.Answered> answered() {
    return List.copyOf(answered);
  }

  /** What it told of how long they took, in nanoseconds. */
  List<Long> timesTaken() {
    return List.copyOf(timesTaken);
  }

  WorkshopServer server() {
    return server;
  }

  /** Opens a repair and returns its path. */
  String open() throws Exception {
    return send("POST", "/repairs", JSON_TYPE, NEW_REPAIR)
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  /** Asks for what it accepts: one header, or as many as are given. */
  HttpResponse<String> get(String path, String... accept) throws Exception {
    HttpRequest.Builder request = request("GET", path, "", new byte[0]);
    for (String types : accept) {
      request.header("Accept", types);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, String body) throws Exception {
    return send("PUT", path, body.isEmpty() ? "" : JSON_TYPE, body);
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, JSON_TYPE, body);
  }

  /** Posts without saying how long the body is. */
  HttpResponse<String> postInChunks(String path, String body) throws Exception {
    return http.send(
        request("POST", path, JSON_TYPE, new byte[0])
            .POST(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
            .build(),
        BodyHandlers.ofString());
  }

  /** Posts under keys: one, or as many as the header is to be given. */
  HttpResponse<String> postOnce(String path, String body, String... keys) throws Exception {
    HttpRequest.Builder request = request("POST", path, JSON_TYPE, body.getBytes(UTF_8));
    for (String key : keys) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request, with further headers: their names and values by turns. */
  HttpResponse<String> send(
      String method, String path, String contentType, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(method, path, contentType, body.getBytes(UTF_8));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request; without a content type if that is empty. */
  HttpResponse<String> send(String method, String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return http.send(request(method, path, contentType, body).build(), BodyHandlers.ofString());
  }

  /** Sends a request with just these headers and those that it is sent in the name of. */
  HttpResponse<String> send(String method, String path, byte[] body, Map<String, String> headers)
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

  /** Everything that can be seen of the store: it is the same if nothing was written. */
  String snapshot() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String list :
        new String[] {"OPEN&limit=200", "COMPLETED&limit=200", "CANCELLED&limit=200"}) {
      all.append(get("/repairs?status=" + list).body());
    }
    return all.append(get("/notices?limit=200").body())
        .append(get("/health/outbox").body())
        .toString();
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close(); // or the server waits a second for what its idle connections may still ask
    server.close();
  }

  private final class BacklogThatMayBeAway implements Backlog {
    private final Backlog backlog = new InMemoryBacklog(store);

    @Override
    public List<Delivery> due(Instant until, int limit) {
      return backlog.due(until, limit);
    }

    @Override
    public Size size() {
      if (away) {
        throw new StorageUnavailable(new IllegalStateException("Down"));
      }
      return backlog.size();
    }
  }
}
