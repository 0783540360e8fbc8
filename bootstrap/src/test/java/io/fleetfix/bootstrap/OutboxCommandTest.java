package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.cli.FakeService;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleetfix outbox} against a running service. */
class OutboxCommandTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void statusSucceedsIfNothingIsPending() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      deliver(service);

      CommandRun run = outbox(service, "status");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).containsPattern("pending +0").containsPattern("lastReceiptAt +20");
      assertThat(JSON.readTree(outbox(service, "status", "--json").out()).get("pending").asInt())
          .isZero();
    }
  }

  @Test
  void statusExitsWith1IfAnEventIsPendingForMoreThanFiveMinutes() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      pend(service);

      service.passTime(Duration.ofMinutes(4));
      assertThat(outbox(service, "status").exitCode()).isZero();
      service.passTime(Duration.ofMinutes(2));
      CommandRun run = outbox(service, "status");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .containsPattern("health +UNHEALTHY")
          .containsPattern("oldestPendingSeconds +3\\d\\d")
          .containsPattern("problems +An event has been undelivered for 3\\d\\d seconds");
    }
  }

  @Test
  void listsEventsByState() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      deliver(service);
      EventId pending = pend(service);
      EventId setAside = pend(service);
      service.giveUp(setAside, "The bus refuses it: TooLarge");

      CommandRun list = outbox(service, "list");
      assertThat(list.exitCode()).as(list.err()).isZero();
      assertThat(list.out())
          .contains(pending + "  RepairCompleted  REPAIR#R-", "PENDING", "1 event\n")
          .doesNotContain(setAside.toString());
      assertThat(outbox(service, "list", "--state", "quarantined").out())
          .contains(setAside + "  RepairCompleted  REPAIR#R-", "QUARANTINED", "1 event\n");
      assertThat(outbox(service, "list", "--state", "delivered").out())
          .containsPattern("InvoiceIssued +INVOICE#R-")
          .contains("RepairCompleted  REPAIR#R-", "2 events\n");
      assertThat(outbox(service, "list", "--state", "delivered", "--limit", "1").out())
          .contains("1 event; there are more\n");
      CommandRun json = outbox(service, "list", "--json");
      assertThat(JSON.readTree(json.out()).get("items")).hasSize(1);
      assertThat(outbox(service, "list", "--state", "lost").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void listsAndReleasesQuarantinedEvents() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      assertThat(outbox(service, "quarantine", "list").exitCode()).isZero();
      EventId eventId = pend(service);
      service.giveUp(eventId, "The bus refuses it: TooLarge");

      assertThat(outbox(service, "status").exitCode()).isEqualTo(1);
      assertThat(outbox(service, "show", eventId.toString()).exitCode()).isEqualTo(1);
      CommandRun list = outbox(service, "quarantine", "list");
      assertThat(list.exitCode()).isEqualTo(1);
      assertThat(list.out())
          .contains(
              eventId + "  REPAIR#R-", "The bus refuses it: TooLarge", "1 event in quarantine");
      CommandRun page = outbox(service, "quarantine", "list", "--json");
      assertThat(JSON.readTree(page.out()).get("items")).hasSize(1);

      CommandRun released = outbox(service, "quarantine", "release", eventId.toString());
      assertThat(released.exitCode()).as(released.err()).isZero();
      assertThat(released.out()).contains("PENDING");
      assertThat(outbox(service, "quarantine", "list").exitCode()).isZero();
      CommandRun again = outbox(service, "quarantine", "release", eventId.toString());
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err())
          .startsWith("fleetfix: No event in quarantine has the id " + eventId)
          .hasLineCount(1);
    }
  }

  @Test
  void listsAndRedrivesDeadLetters() throws Exception {
    BrokenInvoicing invoicing = new BrokenInvoicing();
    try (WorkshopInternals service = new WorkshopInternals(invoicing)) {
      assertThat(outbox(service, "dead-letters", "list").exitCode()).isZero();
      String repair = service.workshop().open();
      String eventId = service.workshop().complete(repair).get("eventId").asText();
      eventually(
          () ->
              assertThat(outbox(service, "dead-letters", "list", "--queue", "invoicing").out())
                  .contains(eventId + "  RepairCompleted", "1 dead letter of invoicing"));
      assertThat(outbox(service, "dead-letters", "list").exitCode()).isEqualTo(1);
      invoicing.mend();

      CommandRun dry = outbox(service, "dead-letters", "redrive", "--all", "--dry-run");
      CommandRun run = outbox(service, "dead-letters", "redrive", "--queue", "invoicing");

      assertThat(dry.exitCode()).as(dry.err()).isZero();
      assertThat(dry.out()).contains(eventId, "1 message: 1 WOULD_BE_REDRIVEN");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains(eventId, "1 message: 1 REDRIVEN").doesNotContain("left");
      eventually(
          () -> service.workshop().get(200, "/repairs/" + repair + "/invoice").get("number"));
      assertThat(outbox(service, "dead-letters", "list").exitCode()).isZero();
      CommandRun unknown = outbox(service, "dead-letters", "redrive", "--queue", "invoice");
      assertThat(unknown.exitCode()).isEqualTo(2);
      assertThat(unknown.err()).contains("No queue of the service has this name").hasLineCount(1);
    }
  }

  @Test
  void releasesManyQuarantinedEvents() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (int i = 0; i < 5; i++) {
        service.giveUp(pend(service), "Refused by the bus: AccessDeniedException");
      }
      service.giveUp(pend(service), "occurredAt is missing");
      assertThat(outbox(service, "quarantine", "list", "--reason", "UNREADABLE").out())
          .contains("  UNREADABLE   occurredAt is missing", "1 event in quarantine");
      String[] denied = {"quarantine", "release", "--reason", "AccessDeniedException"};
      String[] dry = {"quarantine", "release", "--all", "--dry-run"};

      CommandRun wouldBe = outbox(service, dry);
      assertThat(wouldBe.exitCode()).as(wouldBe.err()).isZero();
      assertThat(wouldBe.out()).contains("6 events: 6 WOULD_BE_RELEASED");
      assertThat(outbox(service, "quarantine", "list").out()).contains("6 events in quarantine");

      CommandRun released = outbox(service, denied);
      assertThat(released.exitCode()).as(released.err()).isZero();
      assertThat(released.out()).contains("5 events: 5 RELEASED");
      CommandRun all = outbox(service, "quarantine", "release", "--all", "--json");
      assertThat(JSON.readTree(all.out()).get("items")).hasSize(1);
      assertThat(outbox(service, "quarantine", "list").exitCode()).isZero();
    }
  }

  @Test
  void releasesPageByPageAtTheGivenRate() throws Exception {
    String item = "{\"eventId\":\"" + UNKNOWN + "\",\"reasonCode\":\"A\",\"result\":\"%s\"}";
    try (FakeService service =
        FakeService.answering(
            "{\"items\":[" + item.formatted("RELEASED") + "],\"nextCursor\":\"c1\"}",
            "{\"items\":[],\"nextCursor\":\"c2\"}",
            "{\"items\":[" + item.formatted("UNREADABLE") + "]}")) {
      CommandRun run =
          CommandRun.of(
              new Main(),
              ("outbox quarantine release --reason A --rate 7 --url " + service.url()).split(" "));

      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).contains("2 events: 1 RELEASED, 1 UNREADABLE");
      assertThat(service.received())
          .extracting(JsonNode::toString)
          .containsExactly(
              "{\"dryRun\":false,\"limit\":3,\"reason\":\"A\"}",
              "{\"dryRun\":false,\"limit\":3,\"reason\":\"A\",\"cursor\":\"c1\"}",
              "{\"dryRun\":false,\"limit\":3,\"reason\":\"A\",\"cursor\":\"c2\"}");
    }
  }

  @Test
  void aDryRunNeedsASelectionOfManyEvents() throws Exception {
    try (FakeService service = FakeService.answering("{}")) {
      CommandRun run =
          CommandRun.of(
              new Main(),
              ("outbox quarantine release --dry-run " + UNKNOWN + " --url " + service.url())
                  .split(" "));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--dry-run is allowed only with --all or --reason");
      assertThat(service.received()).isEmpty();
    }
  }

  @Test
  void redeliversOneEventAndRecordsTheOperator() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      String repair = deliver(service);
      JsonNode invoice = service.workshop().get(200, "/repairs/" + repair + "/invoice");
      String eventId = service.workshop().events(repair).get(0).get("eventId").asText();

      CommandRun sent = outbox(service, "redeliver", "--event", eventId);
      assertThat(sent.exitCode()).as(sent.err()).isZero();
      assertThat(sent.out()).contains(eventId + "  SENT", "1 event: 1 SENT");

      CommandRun shown = outbox(service, "show", eventId);
      assertThat(shown.exitCode()).isZero();
      assertThat(shown.out())
          .containsPattern("state +DELIVERED")
          .containsPattern("resends +1")
          .containsPattern("redeliveries +at 2\\S+Z  by operator\\R");
      assertThat(service.workshop().get(200, "/repairs/" + repair + "/invoice")).isEqualTo(invoice);
      assertThat(service.workshop().get(200, "/notices").get("items")).hasSize(1);
    }
  }

  @Test
  void redeliversTheEventsOfARepair() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      CommandRun run = outbox(service, "redeliver", "--repair", deliver(service));

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("2 events: 2 SENT");
    }
  }

  @Test
  void redeliversATimeWindowPageByPageAndReportsProgress() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        service
            .workshop()
            .events(deliver(service))
            .forEach(e -> events.add(e.get("eventId").asText()));
      }
      List<String> window = window(service, "--rate", "10");

      CommandRun run = outbox(service, window.toArray(String[]::new));

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("12 events: 12 SENT").contains(events);
      assertThat(run.err().lines())
          .as("one line after each page that has events")
          .contains("fleetfix: 5 events so far")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aDryRunSendsNothingAndKeepsToTheLimit() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (int i = 0; i < 4; i++) {
        deliver(service);
      }
      service.refuse(Cause.UNAVAILABLE); // a request to the bus would show
      List<String> window = window(service, "--limit", "3", "--dry-run", "--json");

      CommandRun run = outbox(service, window.toArray(String[]::new));

      assertThat(run.exitCode()).as(run.err()).isZero();
      int events = 0;
      for (String line : run.out().lines().toList()) {
        events += JSON.readTree(line).get("items").size();
      }
      assertThat(events).isEqualTo(3);
      assertThat(run.out()).contains("WOULD_BE_SENT").doesNotContain("UNAVAILABLE");
    }
  }

  @Test
  void redeliverExitsWith1ForRefusedAndUnknownEvents() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      EventId eventId = pend(service);

      CommandRun refused = outbox(service, "redeliver", "--event", eventId.toString());
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).contains("1 REFUSED");
      CommandRun unknown = outbox(service, "redeliver", "--event", UNKNOWN);
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.out()).contains("1 UNKNOWN_OR_EXPIRED");
      assertThat(outbox(service, "redeliver", "--repair", "R-NONE").exitCode()).isEqualTo(1);
      CommandRun notShown = outbox(service, "show", UNKNOWN);
      assertThat(notShown.exitCode()).isEqualTo(1);
      assertThat(notShown.err()).contains("expired").hasLineCount(1);
    }
  }

  @Test
  void reconcileExitsWith1IfAnEffectIsMissing() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      deliver(service);
      assertThat(outbox(service, "reconcile").out()).contains("2 aggregates compared, 0 findings");
      EventId eventId = pend(service);
      service.receive(eventId);
      service.passTime(Duration.ofMinutes(11));

      CommandRun run = outbox(service, "reconcile", "--repair", "--json");

      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      List<String> findings = new ArrayList<>();
      for (String page : run.out().lines().toList()) {
        JSON.readTree(page)
            .get("findings")
            .forEach(each -> findings.add(each.get("kind").asText() + each.get("action").asText()));
      }
      assertThat(findings).containsExactly("NO_INVOICENOT_ACCEPTED", "NO_NOTICENOT_ACCEPTED");

      service.accept();
      CommandRun waiting = outbox(service, "reconcile");
      assertThat(waiting.exitCode()).isEqualTo(1);
      assertThat(waiting.out())
          .containsPattern("NO_NOTICE +WAITING +REPAIR#R-\\S+  RepairCompleted  " + eventId);
      service.passTime(Duration.ofMinutes(11));
      String anHourAgo = service.now().minusSeconds(3_600).toString();
      eventually(
          () -> assertThat(outbox(service, "reconcile", "--from", anHourAgo).exitCode()).isZero());
    }
  }

  @Test
  void rejectsATimeWindowOlderThanTheRetention() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (String command : List.of("redeliver", "reconcile")) {
        CommandRun run =
            outbox(
                service,
                command,
                "--from",
                service.now().minus(Duration.ofDays(31)).toString(),
                "--to",
                service.now().toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
            .contains("--from must be before --to and within the last 30 days")
            .hasLineCount(1);
      }
    }
  }

  @Test
  void explainsThatTheTableIsUnreachable() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(new NoBacklog())) {
      CommandRun run = outbox(service, "status");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("The service can't reach its table").hasLineCount(1);
    }
  }

  @Test
  void readsUrlAndTokenFromTheEnvironment(@TempDir Path folder) throws Exception {
    try (FakeService service = FakeService.answering("{\"health\":\"HEALTHY\",\"pending\":0}")) {
      Path log = folder.resolve("log");
      Map<String, String> settings =
          Map.of("FLEETFIX_URL", service.url() + "/", "FLEETFIX_TOKEN", "a.b-c_d");
      Process command =
          FleetFixProcess.builder(List.of("outbox", "status", "--json"), settings, log).start();

      String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(command.waitFor()).as(Files.readString(log)).isZero();
      assertThat(out).isEqualToIgnoringNewLines("{\"health\":\"HEALTHY\",\"pending\":0}");
      assertThat(service.authorizations()).containsExactly("Bearer a.b-c_d");
    }
  }

  private static CommandRun outbox(WorkshopInternals service, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addFirst("outbox");
    all.addAll(List.of("--url", service.url()));
    return CommandRun.of(new Main(), all.toArray(String[]::new));
  }

  private static List<String> window(WorkshopInternals service, String... options) {
    Instant now = service.now();
    List<String> words =
        new ArrayList<>(List.of("redeliver", "--from", now.minusSeconds(600).toString(), "--to"));
    words.add(now.plusSeconds(1).toString());
    words.addAll(List.of(options));
    return words;
  }

  /** Opens and completes a repair, and waits until its two events are delivered. */
  private static String deliver(WorkshopInternals service) throws Exception {
    String repair = service.workshop().open();
    service.workshop().complete(repair);
    eventually(
        () ->
            assertThat(service.workshop().events(repair))
                .extracting(event -> event.get("state").asText())
                .containsExactly("DELIVERED", "DELIVERED"));
    // Delivered says nothing of the effects: the mail may still be on its way.
    eventually(
        () ->
            assertThat(service.workshop().get(200, "/repairs/" + repair + "/invoice").has("sentAt"))
                .isTrue());
    return repair;
  }

  /** Raises an event that the bus refuses, now and later. */
  private static EventId pend(WorkshopInternals service) throws Exception {
    service.refuse(Cause.REFUSED);
    JsonNode completion = service.workshop().complete(service.workshop().open());
    return EventId.parse(completion.get("eventId").asText()).orElseThrow();
  }

  private static final class NoBacklog extends AbstractModule {
    @Override
    protected void configure() {
      bind(OutboxLedger.class)
          .toInstance(
              new SizedLedger(
                  () -> {
                    throw new StorageUnavailable(new IllegalStateException("Down"));
                  }));
    }
  }
}
