package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.adapter.inmemory.BusFault;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code fleetfix outbox} as it is typed, against a service that runs, and against none. */
class OutboxCommandTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isFineWhenNothingWaits() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      deliver(service);

      Said said = outbox(service, "status");

      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(said.out()).containsPattern("pending +0").containsPattern("lastReceiptAt +20");
      assertThat(JSON.readTree(outbox(service, "status", "--json").out()).get("pending").asInt())
          .isZero();
    }
  }

  @Test
  void needsAHandWhenAnEventWaitsForMoreThanFiveMinutes() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      pend(service);

      service.passTime(Duration.ofMinutes(4));
      assertThat(outbox(service, "status").exitCode()).isZero();
      service.passTime(Duration.ofMinutes(2));
      Said said = outbox(service, "status");

      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.out()).containsPattern("oldestPendingSeconds +3\\d\\d");
    }
  }

  @Test
  void showsAndReleasesWhatWasGivenUp() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      assertThat(outbox(service, "quarantine", "list").exitCode()).isZero();
      EventId eventId = pend(service);
      service.quarantine().enter(eventId, "The bus refuses it: TooLarge", service.now());

      assertThat(outbox(service, "status").exitCode()).isEqualTo(1);
      assertThat(outbox(service, "show", eventId.toString()).exitCode()).isEqualTo(1);
      Said list = outbox(service, "quarantine", "list");
      assertThat(list.exitCode()).isEqualTo(1);
      assertThat(list.out())
          .contains(eventId + " R-", "The bus refuses it: TooLarge", "1 in the quarantine");
      Said page = outbox(service, "quarantine", "list", "--json");
      assertThat(JSON.readTree(page.out()).get("items")).hasSize(1);

      Said released = outbox(service, "quarantine", "release", eventId.toString());
      assertThat(released.exitCode()).as(released.err()).isZero();
      assertThat(released.out()).contains("PENDING");
      assertThat(outbox(service, "quarantine", "list").exitCode()).isZero();
      Said again = outbox(service, "quarantine", "release", eventId.toString());
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err()).startsWith("fleetfix: ").contains("quarantine").hasLineCount(1);
    }
  }

  @Test
  void sendsOneEventAgainAndShowsWhoWantedIt() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      String repair = deliver(service);
      JsonNode invoice = service.workshop().get(200, "/repairs/" + repair + "/invoice");
      String eventId = service.workshop().events(repair).get(0).get("eventId").asText();

      Said sent = outbox(service, "redeliver", "--event", eventId);
      assertThat(sent.exitCode()).as(sent.err()).isZero();
      assertThat(sent.out()).contains(eventId + " SENT", "1 events, 1 SENT");

      Said shown = outbox(service, "show", eventId);
      assertThat(shown.exitCode()).isZero();
      assertThat(shown.out())
          .containsPattern("state +DELIVERED")
          .containsPattern("resends +1")
          .containsPattern("redeliveries +\\{\"at\":\".*\",\"by\":\"operator\"\\}");
      assertThat(service.workshop().get(200, "/repairs/" + repair + "/invoice")).isEqualTo(invoice);
      assertThat(service.workshop().get(200, "/notices").get("items")).hasSize(1);
    }
  }

  @Test
  void sendsTheEventsOfARepairAgain() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      Said said = outbox(service, "redeliver", "--repair", deliver(service));

      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(said.out()).contains("2 events, 2 SENT");
    }
  }

  @Test
  void sendsAWindowAgainPageByPageAndTellsHowFarItIs() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        service
            .workshop()
            .events(deliver(service))
            .forEach(e -> events.add(e.get("eventId").asText()));
      }
      List<String> window = window(service, "--rate", "8");

      Said said = outbox(service, window.toArray(String[]::new));

      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(said.out()).contains("12 events, 12 SENT").contains(events);
      assertThat(said.err()).contains("fleetfix: 8 so far");
    }
  }

  @Test
  void limitsAWindowAndSendsNothingInADryRun() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (int i = 0; i < 4; i++) {
        deliver(service);
      }
      service.bus().misbehave(BusFault.unavailable()); // it would say so if it were asked
      List<String> window = window(service, "--limit", "3", "--dry-run", "--json");

      Said said = outbox(service, window.toArray(String[]::new));

      assertThat(said.exitCode()).as(said.err()).isZero();
      int events = 0;
      for (String line : said.out().lines().toList()) {
        events += JSON.readTree(line).get("items").size();
      }
      assertThat(events).isEqualTo(4); // two repairs: the fourth is the third's brother
      assertThat(said.out()).contains("WOULD_BE_SENT").doesNotContain("UNAVAILABLE");
    }
  }

  @Test
  void needsAHandWhenTheBusDoesNotTakeAnEventOrThereIsNone() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      EventId eventId = pend(service);

      Said refused = outbox(service, "redeliver", "--event", eventId.toString());
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).contains("1 REFUSED");
      Said unknown = outbox(service, "redeliver", "--event", UNKNOWN);
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.out()).contains("1 UNKNOWN_OR_EXPIRED");
      assertThat(outbox(service, "redeliver", "--repair", "R-NONE").exitCode()).isEqualTo(1);
      Said notShown = outbox(service, "show", UNKNOWN);
      assertThat(notShown.exitCode()).isEqualTo(1);
      assertThat(notShown.err()).contains("expired").hasLineCount(1);
    }
  }

  @Test
  void comparesTheLastDayAndNeedsAHandWhenSomethingIsMissing() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      deliver(service);
      assertThat(outbox(service, "reconcile").out()).contains("1 repairs compared, 0 findings");
      EventId eventId = pend(service);
      service.ledger().confirm(eventId, service.now());
      service.passTime(Duration.ofMinutes(11));

      Said said = outbox(service, "reconcile", "--repair", "--json");

      assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
      JsonNode report = JSON.readTree(said.out().lines().findFirst().orElseThrow());
      assertThat(report.get("findings"))
          .extracting(finding -> finding.get("kind").asText() + finding.get("action").asText())
          .containsExactly("NO_INVOICENOT_ACCEPTED", "NO_NOTICENOT_ACCEPTED");

      service.bus().misbehave(BusFault.none());
      String anHourAgo = service.now().minusSeconds(3_600).toString();
      eventually(
          () -> assertThat(outbox(service, "reconcile", "--from", anHourAgo).exitCode()).isZero());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wash",
        "show",
        "show x",
        "quarantine",
        "quarantine release",
        "redeliver",
        "redeliver --event x",
        "redeliver --event " + UNKNOWN + " --repair R-1",
        "redeliver --event " + UNKNOWN + " --from 2025-11-12T14:00:00Z --to 2025-11-12T15:00:00Z",
        "redeliver --repair r-1",
        "redeliver --from 2025-11-12T14:00:00Z",
        "redeliver --to 2025-11-12T14:00:00Z",
        "redeliver --from yesterday --to today",
        "redeliver --event " + UNKNOWN + " --limit 0",
        "redeliver --event " + UNKNOWN + " --rate 0",
        "reconcile --from x",
        "status --url ftp://localhost",
        "status --url http://",
        "status --verbose"
      })
  void refusesWhatMakesNoSenseBeforeItAsksAnybody(String line) {
    Said said = fleetfix(("outbox " + line).strip().split(" "));

    assertThat(said.exitCode()).as(said.out() + said.err()).isEqualTo(2);
    assertThat(said.err()).isNotBlank();
  }

  @Test
  void refusesAWindowInWhichEventsMayHaveExpired() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (String command : List.of("redeliver", "reconcile")) {
        Said said =
            outbox(
                service,
                command,
                "--from",
                service.now().minus(Duration.ofDays(31)).toString(),
                "--to",
                service.now().toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("in the last 30 days").hasLineCount(1);
      }
    }
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    String url = "http://127.0.0.1:" + aPortWhereNobodyListens();

    Said said = fleetfix("outbox", "status", "--url", url);

    assertThat(said.exitCode()).isEqualTo(3);
    assertThat(said.err()).startsWith("fleetfix: No answer from " + url).hasLineCount(1);
  }

  @Test
  void saysThatTheTableIsAway() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(new NoBacklog())) {
      Said said = outbox(service, "status");

      assertThat(said.exitCode()).isEqualTo(3);
      assertThat(said.out()).isEmpty();
      assertThat(said.err()).contains("Not possible at the moment").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "[1]", "", "{\"pending\":"})
  void doesNotTakeEverythingForFleetFix(String answer) throws Exception {
    HttpServer other = answering(answer);
    try {
      Said said = fleetfix("outbox", "status", "--url", url(other));

      assertThat(said.exitCode()).isEqualTo(3);
      assertThat(said.err()).contains("is not FleetFix").hasLineCount(1);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void findsTheServiceAndItsTokenInTheEnvironment(@TempDir Path folder) throws Exception {
    List<String> tokens = new ArrayList<>();
    HttpServer other = answering("{\"pending\":0,\"quarantined\":0,\"resent\":0}");
    other.createContext(
        "/outbox",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = "{\"pending\":0}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    try {
      Path log = folder.resolve("log");
      Map<String, String> settings =
          Map.of("FLEETFIX_URL", url(other) + "/", "FLEETFIX_TOKEN", "a.b-c_d");
      Process command =
          FleetFixProcess.builder(List.of("outbox", "status", "--json"), settings, log).start();

      String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(command.waitFor()).as(Files.readString(log)).isZero();
      assertThat(out).isEqualToIgnoringNewLines("{\"pending\":0}");
      assertThat(tokens).containsExactly("Bearer a.b-c_d");
    } finally {
      other.stop(0);
    }
  }

  private record Said(int exitCode, String out, String err) {}

  private static Said outbox(WorkshopInternals service, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addFirst("outbox");
    all.addAll(List.of("--url", service.url()));
    return fleetfix(all.toArray(String[]::new));
  }

  private static Said fleetfix(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new Main())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private static List<String> window(WorkshopInternals service, String... options) {
    Instant now = service.now();
    List<String> words =
        new ArrayList<>(List.of("redeliver", "--from", now.minusSeconds(600).toString(), "--to"));
    words.add(now.plusSeconds(1).toString());
    words.addAll(List.of(options));
    return words;
  }

  /** A repair whose two events have come out of the bus. */
  private static String deliver(WorkshopInternals service) throws Exception {
    String repair = service.workshop().open();
    service.workshop().complete(repair);
    eventually(
        () ->
            assertThat(service.workshop().events(repair))
                .extracting(event -> event.get("state").asText())
                .containsExactly("DELIVERED", "DELIVERED"));
    return repair;
  }

  /** An event that the bus refuses, now and later. */
  private static EventId pend(WorkshopInternals service) throws Exception {
    service.bus().misbehave(BusFault.refusing(entry -> true));
    JsonNode completion = service.workshop().complete(service.workshop().open());
    return EventId.parse(completion.get("eventId").asText()).orElseThrow();
  }

  private static HttpServer answering(String body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int aPortWhereNobodyListens() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static final class NoBacklog extends AbstractModule implements Backlog {
    @Override
    protected void configure() {
      bind(Backlog.class).toInstance(this);
    }

    @Override
    public List<Delivery> due(Instant until, int limit) {
      throw away();
    }

    @Override
    public Size size() {
      throw away();
    }

    private static StorageUnavailable away() {
      return new StorageUnavailable(new IllegalStateException("Down"));
    }
  }
}
