package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.token.TestIssuer;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import io.fleetfix.testing.fixture.Sellers;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** openapi.yaml matches the server: its routes, and the schemas of real answers. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode description = new YAMLMapper().readTree(yaml());
  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void describesExactlyTheRegisteredRoutes() {
    Set<String> described = new TreeSet<>();
    for (var path : description.get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        if (METHODS.contains(method)) {
          described.add(method + " " + path.getKey());
        }
      }
    }

    Set<String> registered = new TreeSet<>();
    for (var route : server.server().app().unsafe.internalRouter.allHttpHandlers()) {
      String method = route.endpoint.method.name().toLowerCase(Locale.ROOT);
      if (METHODS.contains(method)) {
        registered.add(method + " " + route.endpoint.path);
      }
    }

    assertThat(described).hasSizeGreaterThan(10).isEqualTo(registered);
  }

  @Test
  void declaresTheScopeOfEachRoute() {
    for (var route : server.server().app().unsafe.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = route.endpoint;
      Roles roles = endpoint.metadata(Roles.class);
      if (endpoint.method.isHttpMethod() && roles != null) {
        RequiredScope access = (RequiredScope) roles.getRoles().iterator().next();
        String method = endpoint.method.name().toLowerCase(Locale.ROOT);
        JsonNode operation = description.get("paths").get(endpoint.path).get(method);

        assertThat(operation.get("security").toString())
            .as("%s %s", method, endpoint.path)
            .isEqualTo(
                access.scopes().stream()
                    .map(scope -> "{\"bearer\":[\"" + scope + "\"]}")
                    .collect(Collectors.joining(",", "[", "]")));
        for (String status : List.of("401", "403")) {
          assertThat(operation.get("responses").has(status)).isEqualTo(!access.scopes().isEmpty());
        }
        assertThat(operation.get("responses").has("429"))
            .isEqualTo(access != RequiredScope.SUPERVISION);
      }
    }
  }

  @Test
  void declaresTheHeadersForEveryCommand() {
    for (var path : description.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().path("security").toString().contains("repairs:write")) {
          Set<String> headers = new TreeSet<>();
          for (JsonNode given : operation.getValue().get("parameters")) {
            JsonNode parameter =
                given.has("$ref")
                    ? description.at(given.get("$ref").stringValue().substring(1))
                    : given;
            headers.add(parameter.get("name").stringValue());
          }
          assertThat(headers)
              .as("%s %s", operation.getKey(), path.getKey())
              .containsExactly("Idempotency-Key", "If-Match", "If-None-Match");
        }
      }
    }
  }

  /** Whether the answers have it, is checked for each of them below. */
  @Test
  void declaresWhenToRetry() {
    int found = 0;
    for (String status : List.of("429", "503")) {
      for (JsonNode given : description.findValues(status)) {
        JsonNode response =
            given.has("$ref")
                ? description.at(given.get("$ref").stringValue().substring(1))
                : given;
        assertThat(response.at("/headers/Retry-After").isMissingNode()).as("%s", given).isFalse();
        found++;
      }
    }
    assertThat(found).isGreaterThan(40);
  }

  @Test
  void isServedUnchanged() throws Exception {
    HttpResponse<String> answer = server.get("/openapi.yaml");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(answer.body()).isEqualTo(yaml());
  }

  @Test
  void examplesMatchTheirSchemas() {
    for (var schema : description.get("components").get("schemas").properties()) {
      for (JsonNode example : schema.getValue().path("examples")) {
        assertThat(errors("#/components/schemas/" + schema.getKey(), example.toString()))
            .as("%s", example)
            .isEmpty();
      }
    }
  }

  @Test
  void successfulAnswersMatchTheirSchemas() throws Exception {
    String repair = server.open();
    check("post", "/repairs", 201, server.post("/repairs", NEW_REPAIR));
    check("post", "/repairs/{id}/work", 200, server.post(repair + "/work", NEW_WORK));
    check("get", "/repairs/{id}", 200, server.get(repair));
    check("put", "/repairs/{id}/completion", 200, server.put(repair + "/completion", ""));
    check("get", "/repairs/{id}", 200, server.get(repair));
    check("get", "/repairs", 200, server.get("/repairs?status=COMPLETED"));
    check("get", "/repairs/{id}/events", 200, server.get(repair + "/events"));
    String contact = repair + "/contact";
    check("get", "/repairs/{id}/contact", 200, server.get(contact));
    check("put", "/repairs/{id}/contact", 200, server.put(contact, "{\"email\":\"a@b.example\"}"));
    check("put", "/repairs/{id}/contact", 200, server.put(contact, "{\"email\":null}"));
    check("get", "/repairs/{id}/contact", 200, server.get(contact));
    String withoutEmail = NEW_REPAIR.replace("\"ada@example.com\"", "null");
    check("post", "/repairs", 201, server.post("/repairs", withoutEmail));
    check("get", "/health/outbox", 200, server.get("/health/outbox"));
    server.workshop().check(new Result.Missing("No bus"), new Result.Unknown("No answer"));
    HttpResponse<String> missing = server.get("/health/outbox");
    assertThat(missing.body()).contains("\"problems\":[\"No bus\"],\"unknown\":[\"No answer\"]");
    check("get", "/health/outbox", 200, missing);
    check("get", "/health/live", 200, server.get("/health/live"));
    check("get", "/health/ready", 200, server.get("/health/ready"));
    server.workshop().stick("sweep");
    HttpResponse<String> stuck = server.get("/health/live");
    assertThat(stuck.body()).contains("/problems/stuck-loop", "Stuck: sweep. ");
    check("get", "/health/live", 503, stuck);
    check("get", "/health/ready", 200, server.get("/health/ready"));

    String other = server.open();
    server.open();
    check(
        "put",
        "/repairs/{id}/cancellation",
        200,
        server.put(other + "/cancellation", "{\"reason\":\"Sold\"}"));
    HttpResponse<String> page = server.get("/repairs?limit=1");
    check("get", "/repairs", 200, page);
    assertThat(ServerUnderTest.json(page).has("nextCursor")).isTrue();
  }

  @Test
  void operatorAnswersMatchTheirSchemas() throws Exception {
    String repair = server.open();
    JsonNode completion = new JsonMapper().readTree(server.put(repair + "/completion", "").body());
    String eventId = completion.get("eventId").stringValue();
    EventId id = EventId.parse(eventId).orElseThrow();
    String event = "{\"eventId\":\"" + eventId + "\"}";
    server.workshop().giveUp(id, "The bus refuses it: TooLarge");
    server.workshop().check(new Result.Missing("No bus"), new Result.Unknown("No answer"));

    server
        .workshop()
        .queue(
            new QueueSize(
                "mail", new Count.Known(2), new Count.Known(1), Optional.of(Duration.ofHours(1))),
            QueueSize.unknown("invoicing", "No answer"));
    check("get", "/outbox", 200, server.get("/outbox"));
    check("post", "/outbox/redeliveries", 200, server.post("/outbox/redeliveries", event));
    assertThat(pages("/outbox/redeliveries")).contains(eventId);
    String path = "/outbox/events/{eventId}";
    check("get", path, 200, server.get("/outbox/events/" + eventId));
    check("get", "/repairs/{id}/events", 200, server.get(repair + "/events"));
    check("get", "/outbox/quarantine", 200, server.get("/outbox/quarantine"));
    check("get", "/outbox/events", 200, server.get("/outbox/events?state=QUARANTINED"));
    check("get", "/outbox/events", 200, server.get("/outbox/events?state=DELIVERED"));
    check("get", "/outbox/events", 400, server.get("/outbox/events?state=LOST"));
    String release = "/outbox/quarantine/{eventId}/release";
    String released = "/outbox/quarantine/" + eventId + "/release";
    check("post", release, 200, server.post(released, ""));
    check("post", release, 404, server.post(released, ""));
    server.workshop().giveUp(id, "The bus refuses it: TooLarge");
    String many = "/outbox/quarantine/release";
    check("post", many, 200, server.post(many, "{\"all\":true,\"dryRun\":true}"));
    check("post", many, 200, server.post(many, "{\"reason\":\"UNREADABLE\"}"));
    check("post", many, 400, server.post(many, "{}"));
    server.workshop().receive(id);
    server.workshop().passTime(Duration.ofMinutes(11));
    check("get", path, 200, server.get("/outbox/events/" + eventId));
    assertThat(pages("/outbox/reconciliations")).contains("NO_INVOICE", "NO_NOTICE");

    check("get", path, 404, server.get("/outbox/events/x"));
    String unknown = "{\"repairId\":\"R-NONE\"}";
    check("post", "/outbox/redeliveries", 404, server.post("/outbox/redeliveries", unknown));
    check("post", "/outbox/redeliveries", 400, server.post("/outbox/redeliveries", "{}"));
    check("post", "/outbox/reconciliations", 400, server.post("/outbox/reconciliations", "{}"));
    server.workshop().takeTheTableAway();
    check("post", "/outbox/redeliveries", 503, server.post("/outbox/redeliveries", event));
    check("get", "/outbox/quarantine", 503, server.get("/outbox/quarantine"));
    check("get", "/outbox/events", 503, server.get("/outbox/events?state=PENDING"));
    check("get", "/outbox", 503, server.get("/outbox"));
    check("get", "/health/outbox", 503, server.get("/health/outbox"));
    check("get", "/health/ready", 503, server.get("/health/ready"));
  }

  @Test
  void unreadableRowsMatchTheirSchema() throws Exception {
    server.open();
    server.workshop().spoil(new Unreadable("REPAIR#R-1", "It has no version"));

    HttpResponse<String> repairs = server.get("/repairs");

    assertThat(repairs.body())
        .contains("\"unreadable\":[{\"key\":\"REPAIR#R-1\",\"problem\":\"It has no version\"}]");
    assertThat(ServerUnderTest.json(repairs).get("items")).hasSize(1);
    check("get", "/repairs", 200, repairs);
    assertThat(pages("/outbox/redeliveries")).contains("REPAIR#R-1");
    assertThat(pages("/outbox/reconciliations")).contains("UNREADABLE");
  }

  @Test
  void deadLettersMatchTheirSchemas() throws Exception {
    String list = "/outbox/dead-letters";
    String redrive = list + "/redrive";
    server.workshop().queues().kill("mail", OutboxEntry.of(repairCompleted()));
    server.workshop().queues().takeAway("invoicing");

    check("get", list, 200, server.get(list));
    check("get", list, 400, server.get(list + "?queue=x"));
    check("post", redrive, 200, server.post(redrive, "{\"all\":true,\"dryRun\":true}"));
    check("post", redrive, 200, server.post(redrive, "{\"all\":true}"));
    check("post", redrive, 400, server.post(redrive, "{\"queue\":\"x\"}"));
    check("post", redrive, 413, server.post(redrive, "x".repeat(70_000)));
    check("post", redrive, 415, server.send("POST", redrive, "text/plain", "{}"));
  }

  /** All pages of a window, each checked against its schema. */
  private String pages(String path) throws Exception {
    String window = "{\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\"";
    StringBuilder all = new StringBuilder();
    String more = "";
    do {
      HttpResponse<String> page = server.post(path, window + more + "}");
      check("post", path, 200, page);
      all.append(page.body());
      var next = ServerUnderTest.json(page).path("nextCursor");
      more = next.isMissingNode() ? "" : ",\"cursor\":" + next;
    } while (!more.isEmpty());
    return all.toString();
  }

  @Test
  void invoicesAndNoticesMatchTheirSchemas() throws Exception {
    Repair worked = accepted(opened().state().addWork(aWorkLine("Oil", "49.90"))).state();
    Repair completed = accepted(worked.complete(TWO_O_CLOCK)).state();
    InvoiceNumbers taken = taken(1);
    var closing = completed.closingEvent().orElseThrow();
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);
    server.workshop().door().commit(issued, Change.of(taken));
    Contact contact = Contact.of(completed, Optional.empty());
    server
        .workshop()
        .door()
        .commit(Notice.post(closing.eventId(), completed, contact, TWO_O_CLOCK));

    String invoice = "/repairs/" + completed.id() + "/invoice";
    check("get", "/repairs/{id}/invoice", 200, server.get(invoice));
    check("get", "/notices", 200, server.get("/notices"));
    mailed(issued.state(), new MailStatus.Sent(TWO_O_CLOCK))
        .forEach(server.workshop().door()::commit);
    check("get", "/repairs/{id}/invoice", 200, server.get(invoice));
    check("get", "/repairs/{id}/invoice", 406, server.get(invoice, "text/html"));
  }

  /** As a workshop with a profile answers, which has more to show. */
  @Test
  void documentsMatchTheirSchemas() throws Exception {
    try (ServerUnderTest german =
        new ServerUnderTest(new WorkshopInMemory(Sellers.germanWorkshop(), text -> ""))) {
      String repair = german.open();
      String lines = "/repairs/{id}/work/{lineId}";
      JsonNode work = example("NewWork", 1);
      HttpResponse<String> worked = german.post(repair + "/work", work.toString());
      check("post", "/repairs/{id}/work", 200, worked);
      String line =
          repair
              + "/work/"
              + ServerUnderTest.json(worked).get("work").get(0).get("lineId").asText();
      check("put", lines, 200, german.put(line, NEW_WORK));
      check("put", lines, 400, german.put(line, "{}"));
      check("delete", lines, 412, german.send("DELETE", line, "", "", "If-Match", "\"9\""));
      check("delete", lines, 200, german.send("DELETE", line, "", ""));
      check("delete", lines, 404, german.send("DELETE", line, "", ""));
      String customer = "/repairs/{id}/customer";
      JsonNode company = example("Payer", 1);
      check("put", customer, 200, german.put(repair + "/customer", company.toString()));
      check("put", customer, 400, german.put(repair + "/customer", "{}"));
      check("get", "/repairs/{id}", 200, german.get(repair));
      german.post(repair + "/work", work.toString());
      german.post(repair + "/work", example("NewWork", 2).toString());
      check("put", "/repairs/{id}/completion", 200, german.put(repair + "/completion", "{}"));
      check("put", lines, 409, german.put(line, NEW_WORK));
      german.workshop().invoice(new RepairId(repair.substring("/repairs/".length())));

      check("get", "/repairs/{id}/invoice", 200, german.get(repair + "/invoice"));
      String notes = "/repairs/{id}/credit-notes";
      String part =
          "{\"reason\":\"x\",\"lines\":[{\"line\":1,\"net\":{\"amount\":\"1.00\","
              + "\"currency\":\"EUR\"}}]}";
      String all = example("NewCreditNote", 0).toString();
      check("post", notes, 201, german.post(repair + "/credit-notes", part));
      check("get", "/repairs/{id}/invoice", 200, german.get(repair + "/invoice"));
      check("post", "/repairs/{id}/invoices", 409, german.post(repair + "/invoices", "{}"));
      check("post", notes, 400, german.post(repair + "/credit-notes", "{}"));
      check("post", notes, 201, german.post(repair + "/credit-notes", all));
      check("post", notes, 409, german.post(repair + "/credit-notes", all));
      check("get", "/repairs/{id}/invoice", 404, german.get(repair + "/invoice"));
      String again = example("NewInvoice", 0).toString();
      check("post", "/repairs/{id}/invoices", 201, german.post(repair + "/invoices", again));
      check("get", "/repairs/{id}/documents", 200, german.get(repair + "/documents"));
      check("get", "/repairs/{id}/events", 200, german.get(repair + "/events"));
      String document = "/repairs/{id}/documents/{number}";
      String number = repair + "/documents/CN-2025-000001";
      check("get", document, 200, german.get(number));
      check("get", document, 404, german.get(number + "0"));
      check("get", document, 406, german.get(number, "text/html"));
      check("post", document + "/mail", 202, german.post(number + "/mail", "{}"));
      check("post", document + "/mail", 400, german.post(number + "/mail", "{\"to\":1}"));
      check("get", "/invoices/mails", 200, german.get("/invoices/mails"));
    }
  }

  private JsonNode example(String schema, int index) {
    return description.at("/components/schemas/" + schema + "/examples/" + index);
  }

  @Test
  void dateResetsMatchTheirSchemas() throws Exception {
    String path = "/invoices/date-resets";
    String body = "{\"series\":\"INV\",\"year\":2025,\"now\":\"2025-11-12T14:00:00Z\"}";
    check("post", path, 404, server.post(path, body));
    check("post", path, 400, server.post(path, "{}"));
    server.workshop().door().commit(Change.of(taken(1)));

    check("post", path, 200, server.post(path, body));
  }

  @Test
  void refusedInvoicesAndMailsMatchTheirSchemas() throws Exception {
    Repair completed = accepted(opened().state().complete(TWO_O_CLOCK)).state();
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 1);
    Change<Invoice> issued = Invoice.issue(completed, number, TWO_O_CLOCK);
    server.workshop().door().commit(issued);
    mailed(issued.state(), new MailStatus.Undeliverable("550 No such user"))
        .forEach(server.workshop().door()::commit);
    server
        .workshop()
        .mailed(
            List.of(
                new Mail(
                    new MailId(1),
                    "<x@y.example>",
                    "a@b.example",
                    "Invoice",
                    TWO_O_CLOCK,
                    completed.id())));

    check(
        "get", "/repairs/{id}/invoice", 200, server.get("/repairs/" + completed.id() + "/invoice"));
    check("get", "/mails", 200, server.get("/mails"));
  }

  @Test
  void keptMailsMatchTheirSchemas() throws Exception {
    String path = "/mails/{id}";
    server.workshop().kept(KeptMailRoutesTest.mail("<p>Hello</p>"));
    check("get", path, 200, server.get("/mails/M-17"));
    check("get", path, 404, server.get("/mails/M-18"));
    check("get", path, 406, server.get("/mails/M-17", "text/html"));
    check("get", path + "/html", 406, server.get("/mails/M-17/html", "image/png"));
    String file = path + "/attachments/{n}";
    check("get", file, 404, server.get("/mails/M-17/attachments/0"));
    check("get", file, 406, server.get("/mails/M-17/attachments/1", "image/png"));
    server.workshop().kept(KeptMailRoutesTest.mail(null));
    check("get", path, 200, server.get("/mails/M-17"));
    check("get", path + "/html", 404, server.get("/mails/M-17/html"));
  }

  @Test
  void problemsMatchTheirSchema() throws Exception {
    String repair = server.open();
    String unknown = "/repairs/R-NONE";
    check("get", "/repairs/{id}", 404, server.get(unknown));
    check("get", "/repairs/{id}/events", 404, server.get(unknown + "/events"));
    check("get", "/repairs/{id}/invoice", 404, server.get(repair + "/invoice"));
    check("put", "/repairs/{id}/completion", 404, server.put(unknown + "/completion", ""));
    check("post", "/repairs/{id}/work", 404, server.post(unknown + "/work", NEW_WORK));
    check("post", "/repairs", 400, server.post("/repairs", "{}"));
    check("post", "/repairs", 400, server.post("/repairs", "{"));
    check("post", "/repairs", 413, server.post("/repairs", "x".repeat(70_000)));
    check("post", "/repairs", 415, server.send("POST", "/repairs", "text/plain", NEW_REPAIR));
    check("get", "/repairs", 400, server.get("/repairs?limit=0"));
    check("get", "/problems/{slug}", 404, server.get("/problems/unknown"));
    check("get", "/notices", 400, server.get("/notices?cursor=x"));
    server
        .workshop()
        .mailed(
            List.of(new Mail(new MailId(1), "<x>", "a@b", "s", TWO_O_CLOCK, new RepairId("R-1"))));
    check("get", "/mails", 400, server.get("/mails?cursor=x"));
    check("get", "/mails", 400, server.get("/mails?limit=201"));
    server.postOnce("/repairs", NEW_REPAIR, "key");
    check("post", "/repairs", 422, server.postOnce("/repairs", NEW_REPAIR + " ", "key"));
    check("post", "/repairs", 400, server.postOnce("/repairs", NEW_REPAIR, "no key"));
    HttpResponse<String> reused = server.postOnce(repair + "/work", NEW_WORK, "key");
    check("post", "/repairs/{id}/work", 422, reused);
    HttpResponse<String> completed = server.putOnce(repair + "/completion", "", "key");
    check("put", "/repairs/{id}/completion", 422, completed);
    String reason = "{\"reason\":\"Sold\"}";
    HttpResponse<String> cancelled = server.putOnce(repair + "/cancellation", reason, "key");
    check("put", "/repairs/{id}/cancellation", 422, cancelled);
    String noEmail = "{\"email\":null}";
    HttpResponse<String> corrected = server.putOnce(repair + "/contact", noEmail, "key");
    check("put", "/repairs/{id}/contact", 422, corrected);
    check("get", "/repairs/{id}/contact", 404, server.get(unknown + "/contact"));
    check("put", "/repairs/{id}/contact", 404, server.put(unknown + "/contact", noEmail));
    check("put", "/repairs/{id}/contact", 400, server.put(repair + "/contact", "{}"));
    check(
        "put",
        "/repairs/{id}/contact",
        412,
        server.send("PUT", repair + "/contact", JSON_TYPE, noEmail, "If-Match", "\"7\""));
    HttpResponse<String> large = server.putOnce(repair + "/completion", "x".repeat(70_000), "k");
    check("put", "/repairs/{id}/completion", 413, large);
    check(
        "put",
        "/repairs/{id}/completion",
        412,
        server.send("PUT", repair + "/completion", "", "", "If-Match", "\"7\""));
    server.put(repair + "/completion", "");
    check("post", "/repairs/{id}/work", 409, server.post(repair + "/work", NEW_WORK));
    check(
        "put",
        "/repairs/{id}/cancellation",
        409,
        server.send("PUT", repair + "/cancellation", JSON_TYPE, "{\"reason\":\"Sold\"}"));
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new StorageUnavailable(new IllegalStateException("Down"));
            });
    check("post", "/repairs", 503, server.post("/repairs", NEW_REPAIR));
    server
        .workshop()
        .beforeCommit(
            () -> {
              throw new StoreFull();
            });
    check("post", "/repairs", 507, server.post("/repairs", NEW_REPAIR));
  }

  @Test
  void problemsOfAuthenticationMatchTheirSchema() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        ServerUnderTest guarded =
            new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), OptionalInt.of(1)))) {
      check("post", "/repairs", 401, guarded.post("/repairs", NEW_REPAIR));
      guarded.authorize("Bearer " + issuer.token(guarded.workshop().now(), "ada", "repairs:read"));
      check("post", "/repairs", 403, guarded.post("/repairs", NEW_REPAIR));
      HttpResponse<String> answer = guarded.get("/repairs");
      for (int i = 0; i < 50 && answer.statusCode() == 200; i++) {
        answer = guarded.get("/repairs");
      }
      check("get", "/repairs", 429, answer);
    }
  }

  /** Checks the status and the body of an answer against the description of its route. */
  private void check(String method, String path, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Retry-After").isPresent())
        .isEqualTo(status == 429 || status == 503);
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    String pointer = pointer("paths", path, method, "responses", Integer.toString(status));
    JsonNode response = description.at(pointer.substring(1));
    if (response.has("$ref")) {
      pointer = response.get("$ref").stringValue();
      response = description.at(pointer.substring(1));
    }
    assertThat(response.path("content").propertyNames()).as(pointer).contains(type);
    String schema = pointer + pointer("content", type, "schema").substring(1);

    assertThat(errors(schema, answer.body()))
        .as("%s %s: %s", method, path, answer.body())
        .isEmpty();
  }

  private List<String> errors(String pointer, String json) {
    // The schema stays within the whole description, so that its references resolve.
    ObjectNode document = ((ObjectNode) description.deepCopy()).put("$ref", pointer);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(document);
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String pointer(String... steps) {
    StringBuilder pointer = new StringBuilder("#");
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String yaml() {
    try (var file = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
