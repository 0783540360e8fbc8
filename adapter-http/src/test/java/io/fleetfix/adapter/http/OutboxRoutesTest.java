package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.inmemory.BusFault;
import io.fleetfix.domain.EventId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees and does, with the receipts and the sweeper played by hand. */
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
  void aNewOutboxHasNothingOldAndNoReceipt() throws Exception {
    assertThat(server.get("/outbox").body())
        .isEqualTo("{\"pending\":0,\"quarantined\":0,\"resent\":0}");
  }

  @Test
  void tellsHowLongTheOldestHasWaitedAndWhatWasGivenUp() throws Exception {
    complete();
    server.passTime(Duration.ofMinutes(7));
    EventId hopeless = complete();
    server.quarantine().enter(hopeless, "The bus refuses it: TooLarge", server.now());
    server.miss("The event bus fleetfix does not exist");

    String status =
        "{\"pending\":1,\"oldestPendingSeconds\":420,\"quarantined\":1,\"resent\":0,"
            + "\"problems\":[\"The event bus fleetfix does not exist\"]}";
    assertThat(server.get("/outbox").body()).isEqualTo(status);
    assertThat(server.get("/health/outbox").body()).isEqualTo(status);
  }

  @Test
  void anEventByAClockThatIsAheadHasNotWaited() throws Exception {
    complete();
    server.passTime(Duration.ofMinutes(-1));

    assertThat(json(server.get("/outbox")).get("oldestPendingSeconds").asInt()).isZero();
  }

  @Test
  void hasNoStatusWhileTheTableIsAway() throws Exception {
    server.takeTheTableAway();

    assertThat(server.get("/outbox").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/outbox").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void showsAnEventWithWhoHadItSentAgain() throws Exception {
    EventId eventId = complete();
    server.passTime(Duration.ofSeconds(1));
    redeliver("{\"eventId\":\"" + eventId + "\"}");
    server.passTime(Duration.ofSeconds(1));
    redeliver("{\"eventId\":\"" + eventId + "\"}");
    server.ledger().confirm(eventId, server.now());

    JsonNode event = json(server.get("/outbox/events/" + eventId));

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
  void sendsTheEventsOfARepairAgain() throws Exception {
    String repair = server.open();
    EventId eventId = complete(repair);

    assertThat(redeliver("{\"repairId\":\"" + repair.substring("/repairs/".length()) + "\"}"))
        .containsExactly(eventId + " SENT");
  }

  @Test
  void anOpenRepairHasNothingToSend() throws Exception {
    String repair = server.open().substring("/repairs/".length());

    assertThat(redeliver("{\"repairId\":\"" + repair + "\"}")).isEmpty();
  }

  @Test
  void aDryRunSendsNothingAndIsNotRecorded() throws Exception {
    EventId eventId = complete();
    server.bus().misbehave(BusFault.unavailable()); // it would say so if it were asked

    assertThat(redeliver("{\"eventId\":\"" + eventId + "\",\"dryRun\":true}"))
        .containsExactly(eventId + " WOULD_BE_SENT");
    assertThat(json(server.get("/outbox/events/" + eventId)).get("redeliveries")).isEmpty();
  }

  @Test
  void tellsWhatTheBusSaid() throws Exception {
    EventId eventId = complete();
    server.bus().misbehave(BusFault.refusingFirst(1));
    String body = "{\"eventId\":\"" + eventId + "\"}";

    assertThat(redeliver(body)).containsExactly(eventId + " REFUSED");
    server.bus().misbehave(BusFault.unavailable());
    assertThat(redeliver(body)).containsExactly(eventId + " UNAVAILABLE");
    assertThat(redeliver("{\"eventId\":\"" + UNKNOWN + "\"}"))
        .containsExactly(UNKNOWN + " UNKNOWN_OR_EXPIRED");
  }

  @Test
  void sendsAWindowPageByPage() throws Exception {
    Set<String> sent = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      sent.add(complete() + " SENT");
      server.passTime(Duration.ofMinutes(1));
    }
    server.passTime(Duration.ofDays(1));
    complete(); // after the window

    List<String> results = new ArrayList<>();
    String more = "";
    do {
      JsonNode page =
          json(server.post("/outbox/redeliveries", "{" + WINDOW + ",\"limit\":2" + more + "}"));
      results.addAll(results(page));
      more = page.has("nextCursor") ? ",\"cursor\":" + page.get("nextCursor") : "";
    } while (!more.isEmpty());

    assertThat(results).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void showsWhatWasGivenUpUntilItIsReleased() throws Exception {
    EventId eventId = complete();
    server.quarantine().enter(eventId, "The bus refuses it: TooLarge", server.now());

    JsonNode items = json(server.get("/outbox/quarantine")).get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("eventId").asText()).isEqualTo(eventId.toString());
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
  void findsWhatCameOutOfTheBusAndLeftNoEffect() throws Exception {
    EventId eventId = complete();
    server.ledger().confirm(eventId, server.now());
    complete(); // pending is nothing to report
    server.passTime(Duration.ofMinutes(11));

    JsonNode report = json(server.post("/outbox/reconciliations", "{" + WINDOW + "}"));

    assertThat(report.get("checked").asInt()).isEqualTo(2);
    assertThat(report.get("findings"))
        .extracting(
            finding ->
                finding.get("eventId").asText()
                    + finding.get("kind").asText()
                    + finding.get("action").asText())
        .containsExactly(eventId + "NO_INVOICESENT_AGAIN", eventId + "NO_NOTICESENT_AGAIN");
  }

  @Test
  void comparesAWindowPageByPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      complete();
      server.passTime(Duration.ofMinutes(1));
    }

    int checked = 0;
    String more = "";
    do {
      JsonNode page =
          json(
              server.post(
                  "/outbox/reconciliations",
                  "{" + WINDOW + ",\"repair\":false,\"limit\":2" + more + "}"));
      checked += page.get("checked").asInt();
      more = page.has("nextCursor") ? ",\"cursor\":" + page.get("nextCursor") : "";
    } while (!more.isEmpty());

    assertThat(checked).isEqualTo(5);
  }

  @Test
  void handsOutTheMetricsAsTheyAre() throws Exception {
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

  private static List<String> results(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(item -> item.get("eventId").asText() + " " + item.get("result").asText())
        .toList();
  }
}
