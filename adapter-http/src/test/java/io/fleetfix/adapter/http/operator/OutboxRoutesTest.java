package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's routes; the tests themselves confirm receipts and quarantine events. */
class OutboxRoutesTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final String WINDOW =
      "\"from\":\"2025-11-12T00:00:00Z\",\"to\":\"2025-11-13T00:00:00Z\"";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void emptyOutboxHasNoLagAndNoReceipt() throws Exception {
    assertThat(server.get("/outbox").body())
        .isEqualTo(
            "{\"health\":\"HEALTHY\",\"pending\":0,\"quarantined\":0,\"mismatches\":0,\"resent\":0}");
  }

  @Test
  void statusShowsLagQuarantineAndProblems() throws Exception {
    complete();
    server.workshop().passTime(Duration.ofMinutes(7));
    EventId hopeless = complete();
    server.workshop().giveUp(hopeless, "The bus refuses it: TooLarge");
    server
        .workshop()
        .check(new Result.There(), new Result.Missing("No bus"), new Result.Unknown("No answer"));

    String status =
        "{\"health\":\"UNHEALTHY\",\"pending\":1,\"oldestPendingSeconds\":420,\"quarantined\":1,"
            + "\"mismatches\":0,\"resent\":0,"
            + "\"problems\":[\"An event has been undelivered for 420 seconds\","
            + "\"Quarantined events: 1\",\"No bus\"],\"unknown\":[\"No answer\"]}";
    assertThat(server.get("/outbox").body()).isEqualTo(status);
    assertThat(server.get("/health/outbox").body())
        .isEqualTo(status.replace("}", ",\"sampledSecondsAgo\":0}"));
  }

  @Test
  void mismatchesAreAProblemAndUnknownIfNothingWasComparedLately() throws Exception {
    server
        .workshop()
        .reconciled(TWO_O_CLOCK, Map.of("REPAIR#R-1", new TreeSet<>(Set.of("NO_INVOICE"))));
    JsonNode found = json(server.get("/outbox"));
    assertThat(found.get("health").asText()).isEqualTo("UNHEALTHY");
    assertThat(found.get("mismatches").asLong()).isEqualTo(1);

    server.workshop().reconciled(TWO_O_CLOCK.minus(Duration.ofMinutes(61)), Map.of());
    assertThat(json(server.get("/outbox")).get("health").asText()).isEqualTo("UNKNOWN");

    server.workshop().reconciled(null, Map.of());
    JsonNode nothing = json(server.get("/outbox"));
    assertThat(nothing.get("health").asText()).isEqualTo("UNKNOWN");
    assertThat(nothing.has("mismatches")).isFalse();
  }

  @Test
  void whatCouldNotBeFoundOutIsNeitherGoodNorBadNews() throws Exception {
    server.workshop().check(new Result.There());
    assertThat(json(server.get("/outbox")).get("health").asText()).isEqualTo("HEALTHY");

    server.workshop().check(new Result.There(), new Result.Unknown("The bus did not answer"));

    for (String path : List.of("/outbox", "/health/outbox")) {
      assertThat(json(server.get(path)).get("health").asText()).as(path).isEqualTo("UNKNOWN");
      assertThat(json(server.get(path)).get("unknown").toString())
          .isEqualTo("[\"The bus did not answer\"]");
    }
  }

  @Test
  void listsEventsByStateNewestFirst() throws Exception {
    EventId delivered = complete();
    server.workshop().receive(delivered);
    server.workshop().passTime(Duration.ofMinutes(1));
    EventId setAside = complete();
    server.workshop().giveUp(setAside, "The bus refuses it: TooLarge");
    EventId first = complete();
    server.workshop().passTime(Duration.ofMinutes(1));
    EventId second = complete();

    assertThat(listed("PENDING")).containsExactly(second + " PENDING", first + " PENDING");
    assertThat(listed("QUARANTINED")).containsExactly(setAside + " QUARANTINED");
    assertThat(listed("DELIVERED")).containsExactly(delivered + " DELIVERED");
  }

  private List<String> listed(String state) throws Exception {
    List<String> events = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(server.get("/outbox/events?state=" + state + "&limit=1" + cursor));
      page.get("items")
          .forEach(
              event ->
                  events.add(event.get("eventId").asText() + " " + event.get("state").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return events;
  }

  @Test
  void showsTheQueuesAndLeavesOutWhatIsUnknown() throws Exception {
    server
        .workshop()
        .queue(
            new QueueSize(
                "mail", new Count.Known(2), new Count.Known(1), Optional.of(Duration.ofHours(1))),
            QueueSize.unknown("invoicing", "No answer"));

    assertThat(json(server.get("/outbox")).get("queues").toString())
        .isEqualTo(
            "[{\"queue\":\"mail\",\"messages\":2,\"oldestMessageSeconds\":3600,"
                + "\"deadLetters\":1},{\"queue\":\"invoicing\"}]");
  }

  @Test
  void anEventFromAClockThatIsAheadHasNoLag() throws Exception {
    complete();
    server.workshop().passTime(Duration.ofMinutes(-1));

    assertThat(json(server.get("/outbox")).get("oldestPendingSeconds").asInt()).isZero();
  }

  @Test
  void statusIsUnavailableWhileTheTableIsDown() throws Exception {
    server.workshop().takeTheTableAway();

    assertThat(server.get("/outbox").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/outbox").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void eventShowsItsRedeliveries() throws Exception {
    String repair = server.open();
    EventId eventId = complete(repair);
    server.workshop().passTime(Duration.ofSeconds(1));
    redeliver("{\"eventId\":\"" + eventId + "\"}");
    server.workshop().passTime(Duration.ofSeconds(1));
    redeliver("{\"eventId\":\"" + eventId + "\"}");
    server.workshop().receive(eventId);

    JsonNode event = json(server.get("/outbox/events/" + eventId));

    assertThat(event.get("aggregateId").asText()).isEqualTo("REPAIR#" + id(repair));
    assertThat(event.get("repairId").asText()).isEqualTo(id(repair));
    assertThat(event.get("state").asText()).isEqualTo("DELIVERED");
    assertThat(event.get("resends").asInt()).isEqualTo(2);
    assertThat(event.get("resentAt").asText()).isEqualTo("2025-11-12T14:00:02.000Z");
    assertThat(event.get("refusals").asInt()).isZero();
    assertThat(event.get("redeliveries").toString())
        .isEqualTo(
            "[{\"at\":\"2025-11-12T14:00:02.000Z\",\"by\":\"operator\"},"
                + "{\"at\":\"2025-11-12T14:00:01.000Z\",\"by\":\"operator\"}]");
  }

  @Test
  void redeliversTheEventsOfARepair() throws Exception {
    String repair = server.open();
    EventId eventId = complete(repair);

    assertThat(redeliver("{\"repairId\":\"" + id(repair) + "\"}"))
        .containsExactly(eventId + " SENT");
  }

  @Test
  void anOpenRepairHasNothingToRedeliver() throws Exception {
    String repair = server.open();

    assertThat(redeliver("{\"repairId\":\"" + id(repair) + "\"}")).isEmpty();
  }

  @Test
  void dryRunSendsAndRecordsNothing() throws Exception {
    EventId eventId = complete();
    server.workshop().bus().refuse(Cause.UNAVAILABLE); // a call would be reported

    assertThat(redeliver("{\"eventId\":\"" + eventId + "\",\"dryRun\":true}"))
        .containsExactly(eventId + " WOULD_BE_SENT");
    assertThat(json(server.get("/outbox/events/" + eventId)).get("redeliveries")).isEmpty();
  }

  @Test
  void reportsTheAnswerOfTheBus() throws Exception {
    EventId eventId = complete();
    server.workshop().bus().refuse(Cause.REFUSED);
    String body = "{\"eventId\":\"" + eventId + "\"}";

    assertThat(redeliver(body)).containsExactly(eventId + " REFUSED");
    server.workshop().bus().refuse(Cause.UNAVAILABLE);
    assertThat(redeliver(body)).containsExactly(eventId + " UNAVAILABLE");
    assertThat(redeliver("{\"eventId\":\"" + UNKNOWN + "\"}"))
        .containsExactly(UNKNOWN + " UNKNOWN_OR_EXPIRED");
    assertThat(json(server.get("/outbox/events/" + eventId)).get("resends").asInt())
        .as("counted before sending, whatever the bus answers")
        .isEqualTo(2);
  }

  @Test
  void saysThatTheBusIsSilent() throws Exception {
    EventId eventId = complete();
    String body = "{\"eventId\":\"" + eventId + "\"}";
    assertThat(json(server.post("/outbox/redeliveries", body)).has("busSilent")).isFalse();

    server.workshop().bus().silence();

    assertThat(server.post("/outbox/redeliveries", body).body())
        .isEqualTo(
            "{\"items\":[{\"eventId\":\""
                + eventId
                + "\",\"result\":\"UNAVAILABLE\"}],\"busSilent\":true}");
  }

  @Test
  void redeliversAWindowPageByPage() throws Exception {
    Set<String> sent = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      sent.add(complete() + " SENT");
      server.workshop().passTime(Duration.ofMinutes(1));
    }
    server.workshop().passTime(Duration.ofDays(1));
    complete(); // after the window

    List<JsonNode> pages = pages("/outbox/redeliveries", ",\"limit\":2");

    assertThat(pages).allSatisfy(page -> assertThat(page.get("items")).hasSizeLessThan(3));
    assertThat(pages.stream().flatMap(page -> results(page).stream()))
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aDateMeansMidnightUtcAtItsStart() throws Exception {
    EventId today = complete();
    server.workshop().passTime(Duration.ofHours(10).minusMillis(1)); // 23:59:59.999
    EventId late = complete();
    server.workshop().passTime(Duration.ofMillis(1));
    EventId midnight = complete();

    String first = "\"from\":\"2025-11-12\",\"to\":\"2025-11-13\"";
    String second = "\"from\":\"2025-11-13\",\"to\":\"2025-11-14T00:00:00Z\"";
    assertThat(sent(first)).containsExactlyInAnyOrder(today + " SENT", late + " SENT");
    assertThat(sent(second)).containsExactly(midnight + " SENT");
    assertThat(checked(pages("/outbox/reconciliations", first, ""))).isEqualTo(2);
  }

  @Test
  void quarantineListsAnEventUntilItIsReleased() throws Exception {
    String repair = server.open();
    EventId eventId = complete(repair);
    server.workshop().giveUp(eventId, "The bus refuses it: TooLarge");

    JsonNode items = json(server.get("/outbox/quarantine")).get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("eventId").asText()).isEqualTo(eventId.toString());
    assertThat(items.get(0).get("aggregateId").asText()).isEqualTo("REPAIR#" + id(repair));
    assertThat(items.get(0).get("quarantinedAt").asText()).isEqualTo("2025-11-12T14:00:00.000Z");
    assertThat(items.get(0).get("reason").asText()).isEqualTo("The bus refuses it: TooLarge");
    assertThat(json(server.get("/outbox/events/" + eventId)).get("state").asText())
        .isEqualTo("QUARANTINED");

    HttpResponse<String> released = server.post("/outbox/quarantine/" + eventId + "/release", "");
    assertThat(released.body()).contains("PENDING");
    assertThat(json(server.get("/outbox/quarantine")).get("items")).isEmpty();
    assertThat(json(server.get("/outbox/events/" + eventId)).get("state").asText())
        .isEqualTo("PENDING");
  }

  @Test
  void releasesTheEventsWithAReasonPageByPage() throws Exception {
    List<EventId> denied = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      denied.add(complete());
      server.workshop().giveUp(denied.getLast(), "Refused by the bus: AccessDeniedException");
    }
    EventId other = complete();
    server.workshop().giveUp(other, "occurredAt is missing");
    JsonNode listed = json(server.get("/outbox/quarantine?reason=UNREADABLE")).get("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("reasonCode").asText()).isEqualTo("UNREADABLE");
    String order = "\"reason\":\"AccessDeniedException\",\"limit\":2";

    assertThat(released(order + ",\"dryRun\":true")).hasSize(3).containsOnly("WOULD_BE_RELEASED");
    assertThat(json(server.get("/outbox/quarantine")).get("items")).hasSize(4);
    assertThat(released(order)).hasSize(3).containsOnly("RELEASED");

    for (EventId eventId : denied) {
      assertThat(json(server.get("/outbox/events/" + eventId)).get("state").asText())
          .isEqualTo("PENDING");
    }
    assertThat(json(server.get("/outbox/quarantine")).get("items")).hasSize(1);
    assertThat(released("\"all\":true")).containsExactly("RELEASED");
  }

  /** The results of all pages. */
  private List<String> released(String order) throws Exception {
    List<String> results = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(server.post("/outbox/quarantine/release", "{" + order + cursor + "}"));
      page.get("items").forEach(item -> results.add(item.get("result").asText()));
      cursor = page.has("nextCursor") ? ",\"cursor\":" + page.get("nextCursor") : "";
    } while (!cursor.isEmpty());
    return results;
  }

  @Test
  void namesAnUnreadableRow() throws Exception {
    String repair = server.open();
    complete(repair);
    String key = "REPAIR#" + id(repair);
    server.workshop().spoil(new Unreadable(key, "vehicle is missing"));

    for (HttpResponse<String> answer :
        List.of(
            server.get(repair),
            server.get(repair + "/invoice"),
            server.post(repair + "/work", ServerUnderTest.NEW_WORK),
            server.put(repair + "/completion", ""))) {
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(json(answer).get("type").asText()).isEqualTo("/problems/unreadable-row");
      assertThat(json(answer).get("detail").asText())
          .startsWith("The row " + key + " cannot be read: vehicle is missing.");
    }
    assertThat(server.get(repair + "/events").body())
        .isEqualTo(
            "{\"items\":[],\"unreadable\":[{\"key\":\"%s\",\"problem\":\"vehicle is missing\"}]}"
                .formatted(key));
    assertThat(server.post("/outbox/redeliveries", "{\"repairId\":\"" + id(repair) + "\"}").body())
        .contains(key);
  }

  @Test
  void reconciliationFindsDeliveredEventsWithoutEffect() throws Exception {
    String repair = server.open();
    EventId eventId = complete(repair);
    server.workshop().receive(eventId);
    complete(); // a pending event is not a finding
    server.workshop().passTime(Duration.ofMinutes(11));

    List<JsonNode> pages = pages("/outbox/reconciliations", "");

    assertThat(checked(pages)).isEqualTo(2);
    String event =
        "{\"eventId\":\"%s\",\"eventType\":\"RepairCompleted\",\"aggregateId\":\"REPAIR#%s\",\"repairId\":\"%s\","
            .formatted(eventId, id(repair), id(repair));
    assertThat(findings(pages))
        .containsExactly(
            event + "\"kind\":\"NO_INVOICE\",\"action\":\"SENT_AGAIN\"}",
            event + "\"kind\":\"NO_NOTICE\",\"action\":\"SENT_AGAIN\"}");
  }

  @Test
  void reconcilesAWindowPageByPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      complete();
      server.workshop().passTime(Duration.ofMinutes(1));
    }

    List<JsonNode> pages = pages("/outbox/reconciliations", ",\"repair\":false,\"limit\":2");

    assertThat(checked(pages)).isEqualTo(5);
    assertThat(pages)
        .allSatisfy(page -> assertThat(page.get("checked").asInt()).isLessThanOrEqualTo(2));
  }

  @Test
  void namesTheUnreadableRowsOfAWindow() throws Exception {
    complete();
    server.workshop().spoil(new Unreadable("REPAIR#R-1", "It has no version"));

    assertThat(pages("/outbox/redeliveries", ""))
        .anySatisfy(
            page -> {
              assertThat(page.get("items")).hasSize(1);
              assertThat(page.get("unreadable").toString())
                  .isEqualTo("[{\"key\":\"REPAIR#R-1\",\"problem\":\"It has no version\"}]");
            });
    assertThat(findings(pages("/outbox/reconciliations", "")))
        .containsOnly(
            "{\"aggregateId\":\"REPAIR#R-1\",\"kind\":\"UNREADABLE\",\"action\":\"REPORTED\","
                + "\"unreadable\":{\"key\":\"REPAIR#R-1\",\"problem\":\"It has no version\"}}");
  }

  @Test
  void servesTheMetricsUnchanged() throws Exception {
    HttpResponse<String> answer = server.get("/metrics");

    assertThat(answer.body()).isEqualTo("# nothing\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  private EventId complete() throws Exception {
    return complete(server.open());
  }

  private EventId complete(String repair) throws Exception {
    JsonNode completion = json(server.put(repair + "/completion", ""));
    return EventId.parse(completion.get("eventId").asText()).orElseThrow();
  }

  private List<String> redeliver(String body) throws Exception {
    return results(json(server.post("/outbox/redeliveries", body)));
  }

  private List<String> sent(String window) throws Exception {
    return pages("/outbox/redeliveries", window, "").stream()
        .flatMap(page -> results(page).stream())
        .toList();
  }

  private List<JsonNode> pages(String path, String fields) throws Exception {
    return pages(path, WINDOW, fields);
  }

  /** All pages of a window. */
  private List<JsonNode> pages(String path, String window, String fields) throws Exception {
    List<JsonNode> pages = new ArrayList<>();
    String more = "";
    do {
      JsonNode page = json(server.post(path, "{" + window + fields + more + "}"));
      pages.add(page);
      more = page.has("nextCursor") ? ",\"cursor\":" + page.get("nextCursor") : "";
    } while (!more.isEmpty());
    return pages;
  }

  private static int checked(List<JsonNode> pages) {
    return pages.stream().mapToInt(page -> page.get("checked").asInt()).sum();
  }

  private static List<String> findings(List<JsonNode> pages) {
    return pages.stream()
        .flatMap(page -> StreamSupport.stream(page.get("findings").spliterator(), false))
        .map(JsonNode::toString)
        .toList();
  }

  private static String id(String repair) {
    return repair.substring("/repairs/".length());
  }

  private static List<String> results(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(item -> item.get("eventId").asText() + " " + item.get("result").asText())
        .toList();
  }
}
