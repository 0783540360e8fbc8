package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
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
      service.giveUp(eventId, "The bus refuses it: TooLarge");

      assertThat(outbox(service, "status").exitCode()).isEqualTo(1);
      assertThat(outbox(service, "show", eventId.toString()).exitCode()).isEqualTo(1);
      Said list = outbox(service, "quarantine", "list");
      assertThat(list.exitCode()).isEqualTo(1);
      assertThat(list.out())
          .contains(eventId + " REPAIR#R-", "The bus refuses it: TooLarge", "1 in the quarantine");
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
      List<String> window = window(service, "--rate", "5");

      Said said = outbox(service, window.toArray(String[]::new));

      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(said.out()).contains("12 events, 12 SENT").contains(events);
      assertThat(said.err().lines())
          .as("a line after each page but the empty ones")
          .contains("fleetfix: 5 so far")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void limitsAWindowAndSendsNothingInADryRun() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      for (int i = 0; i < 4; i++) {
        deliver(service);
      }
      service.refuse(Cause.UNAVAILABLE); // it would say so if it were asked
      List<String> window = window(service, "--limit", "3", "--dry-run", "--json");

      Said said = outbox(service, window.toArray(String[]::new));

      assertThat(said.exitCode()).as(said.err()).isZero();
      int events = 0;
      for (String line : said.out().lines().toList()) {
        events += JSON.readTree(line).get("items").size();
      }
      assertThat(events).isEqualTo(3);
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
      assertThat(outbox(service, "reconcile").out()).contains("2 aggregates compared, 0 findings");
      EventId eventId = pend(service);
      service.receive(eventId);
      service.passTime(Duration.ofMinutes(11));

      Said said = outbox(service, "reconcile", "--repair", "--json");

      assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
      List<String> findings = new ArrayList<>();
      for (String page : said.out().lines().toList()) {
        JSON.readTree(page)
            .get("findings")
            .forEach(each -> findings.add(each.get("kind").asText() + each.get("action").asText()));
      }
      assertThat(findings).containsExactly("NO_INVOICENOT_ACCEPTED", "NO_NOTICENOT_ACCEPTED");

      service.accept();
      Said waiting = outbox(service, "reconcile");
      assertThat(waiting.exitCode()).isEqualTo(1);
      assertThat(waiting.out())
          .containsPattern("NO_NOTICE WAITING REPAIR#R-\\S+ RepairCompleted " + eventId);
      service.passTime(Duration.ofMinutes(11));
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
      assertThat(said.err()).contains("Service unavailable").hasLineCount(1);
    }
  }

  @Test
  void needsAHandWhenNobodyCanSayHowLongAnEventHasWaited() throws Exception {
    assertThat(answered("{\"pending\":0}", "status").exitCode()).isZero();
    assertThat(answered("{\"pending\":1,\"oldestPendingSeconds\":300}", "status").exitCode())
        .isZero();
    assertThat(answered("{\"pending\":1}", "status").exitCode()).isEqualTo(1);
    assertThat(answered("{\"pending\":0,\"problems\":[\"Who knows\"]}", "status").exitCode())
        .isEqualTo(1);
  }

  @Test
  void showsTheRowsThatCannotBeReadAndNeedsAHand() throws Exception {
    String list =
        "{\"items\":[],\"unreadable\":[{\"key\":\"REPAIR#R-1\",\"problem\":\"It has no version\"}]}";
    String[] window = {
      "redeliver", "--from", "2025-11-12T14:00:00Z", "--to", "2025-11-12T15:00:00Z"
    };

    for (Said said : List.of(answered(list, "quarantine", "list"), answered(list, window))) {
      assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
      assertThat(said.out()).contains("UNREADABLE REPAIR#R-1 It has no version");
    }
    assertThat(answered(list, "quarantine", "list", "--json").out().strip()).isEqualTo(list);

    Said compared =
        answered(
            "{\"checked\":1,\"findings\":[{\"aggregateId\":\"REPAIR#R-1\",\"kind\":\"UNREADABLE\","
                + "\"action\":\"REPORTED\"}]}",
            "reconcile");
    assertThat(compared.exitCode()).isEqualTo(1);
    assertThat(compared.out())
        .contains("UNREADABLE REPORTED REPAIR#R-1 - -", "1 aggregates compared, 1 findings");
  }

  @Test
  void asksForNoMoreAggregatesThanEventsAreLeft() throws Exception {
    List<Integer> limits = new ArrayList<>();
    String page =
        "{\"items\":[{\"eventId\":\"x\",\"result\":\"SENT\"},{\"eventId\":\"y\",\"result\":\"SENT\"}],"
            + "\"nextCursor\":\"more\"}";
    HttpServer other = answering(page);
    other.createContext(
        "/outbox/redeliveries",
        exchange -> {
          limits.add(JSON.readTree(exchange.getRequestBody()).get("limit").asInt());
          answer(exchange, page);
        });
    try {
      Said said =
          fleetfix(
              ("outbox redeliver --from 2025-11-12T14:00:00Z --to 2025-11-12T15:00:00Z --limit 5"
                      + " --rate 1000 --url "
                      + url(other))
                  .split(" "));

      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(limits).containsExactly(5, 3, 1);
      assertThat(said.out()).as("the last one had raised two").contains("6 events, 6 SENT");
    } finally {
      other.stop(0);
    }
  }

  private static Said answered(String answer, String... words) throws Exception {
    HttpServer other = answering(answer);
    try {
      List<String> all = new ArrayList<>(List.of(words));
      all.addFirst("outbox");
      all.addAll(List.of("--url", url(other)));
      return fleetfix(all.toArray(String[]::new));
    } finally {
      other.stop(0);
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
          answer(exchange, "{\"pending\":0}");
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
    service.refuse(Cause.REFUSED);
    JsonNode completion = service.workshop().complete(service.workshop().open());
    return EventId.parse(completion.get("eventId").asText()).orElseThrow();
  }

  private static HttpServer answering(String body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, body));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static int aPortWhereNobodyListens() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
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
