package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.profile.Profiles;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.testing.mail.AcceptedMail;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service repeatedly while clients correct wrong invoices, each by a credit note and a
 * further invoice, and while further repairs are completed; on a real store and real queues.
 *
 * <p>{@code -Dfleetfix.corrections.kills=50} sets the number of kills.
 */
class CorrectionCrashTest {
  private static final int KILLS = Integer.getInteger("fleetfix.corrections.kills", 5);
  private static final int CORRECTIONS_PER_LIFE = 5;
  private static final int CLIENTS = 3;

  /** From the first answer to the kill. Most corrections of a life are in progress then. */
  private static final Duration LONGEST_LIFE = Duration.ofMillis(400);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(60);

  private final LocalAws local;
  private final ScriptedServer mailServer;
  private final Map<String, String> settings;
  private final Path log;
  private final PersistentClient client = new PersistentClient();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final long seed = new SecureRandom().nextLong();

  CorrectionCrashTest(@TempDir Path folder) throws IOException {
    log = folder.resolve("log");
    mailServer = ScriptedServer.start(Script.usual());
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
    local = LocalCommand.start(config);
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      new OutboxTable(config.names().table()).createIfMissing(connection.tables());
    }
    settings = FleetFixProcess.settingsFor(local);
    settings.put("FLEETFIX_SMTP_URL", "smtp://127.0.0.1:" + mailServer.port());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    settings.put("FLEETFIX_WORKSHOP", Profiles.file(folder, Profiles.GERMAN).toString());
  }

  @AfterEach
  void stop() throws IOException {
    clients.shutdownNow();
    mailServer.close();
    local.close();
  }

  @Test
  void everyCorrectionTakesEffectOnceWithNumbersThatRiseWithoutGaps() throws Exception {
    RandomGenerator random = new SplittableRandom(seed);
    Process service = start();
    try {
      List<String> wrong = repairs(CORRECTIONS_PER_LIFE * (KILLS + 1));
      eventually(() -> assertThat(wrong).allSatisfy(this::assertIsMailed));
      List<CompletableFuture<String>> corrected = new ArrayList<>();
      for (int life = 0; life <= KILLS; life++) {
        int answered = client.answered();
        List<String> now = wrong.subList(0, CORRECTIONS_PER_LIFE * (life + 1));
        for (String repair : now.subList(now.size() - CORRECTIONS_PER_LIFE, now.size())) {
          RandomGenerator own = new SplittableRandom(random.nextLong());
          corrected.add(CompletableFuture.supplyAsync(() -> corrected(repair, own), clients));
        }
        if (life < KILLS) {
          eventually(() -> assertThat(client.answered()).isGreaterThan(answered));
          LockSupport.parkNanos(random.nextLong(LONGEST_LIFE.toNanos()));
          kill(service);
          service = start();
        }
      }
      List<String> others = corrected.stream().map(CompletableFuture::join).toList();

      eventually(
          () -> {
            assertThat(wrong).as("seed %d", seed).allSatisfy(this::assertIsCorrected);
            assertThat(others).as("seed %d", seed).allSatisfy(this::assertIsMailed);
          });
      assertNumbersRise(Stream.concat(wrong.stream(), others.stream()).toList());
      assertThat(client.unanswered()).as("kills were felt").isPositive();
      eventually(this::assertNothingIsFound);
    } finally {
      kill(service);
    }
  }

  private Process start() throws IOException {
    Process service =
        FleetFixProcess.builder(KillableWorkshop.class, List.of(), settings, log).start();
    client.listensOn(Integer.parseInt(service.inputReader(UTF_8).readLine()));
    return service;
  }

  private static void kill(Process service) {
    service.destroyForcibly().onExit().join();
  }

  private List<String> repairs(int count) {
    return IntStream.range(0, count).mapToObj(i -> completed()).toList();
  }

  private String completed() {
    String repair =
        client
            .post(
                "/repairs",
                """
                {"vehicle": {"registration": "B-FF 123", "make": "VW", "model": "Golf"},
                 "customer": {"name": "Ada Example", "email": "ada@example.com"},
                 "complaint": "Brakes squeal"}
                """)
            .get("repairId")
            .asText();
    client.post("/repairs/" + repair + "/work", line("100.00"));
    client.put("/repairs/" + repair + "/completion");
    return repair;
  }

  private static String line(String amount) {
    return """
    {"description": "Brake pads", "price": {"amount": "%s", "currency": "EUR"}}
    """
        .formatted(amount);
  }

  /** Corrects the repair's invoice, and completes another repair, which is returned. */
  private String corrected(String repair, RandomGenerator random) {
    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
    client.post("/repairs/" + repair + "/credit-notes", "{\"reason\": \"Wrong price\"}");
    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
    client.post("/repairs/" + repair + "/invoices", "{\"lines\": [" + line("80.00") + "]}");
    return completed();
  }

  private void assertIsMailed(String repair) {
    assertThat(documents(repair)).hasSize(1);
    assertThat(sent()).contains(messageId(Kind.INVOICE, repair, 1, InvoiceIssued.TYPE));
  }

  private void assertIsCorrected(String repair) {
    assertThat(documents(repair))
        .extracting(each -> each.get("kind").asText() + " " + each.path("status").asText())
        .containsExactly("INVOICE REPLACED", "CREDIT_NOTE ", "INVOICE VALID");
    JsonNode valid = client.get("/repairs/" + repair + "/invoice");
    assertThat(valid.get("number")).isEqualTo(documents(repair).getLast().get("number"));
    assertThat(valid.at("/total/amount").asText()).isEqualTo("95.20");
    assertThat(sent())
        .contains(
            messageId(Kind.INVOICE, repair, 1, InvoiceIssued.TYPE),
            messageId(Kind.CREDIT_NOTE, repair, 1, CreditNoteIssued.TYPE),
            messageId(Kind.INVOICE, repair, 2, InvoiceIssued.TYPE));
  }

  private List<JsonNode> documents(String repair) {
    List<JsonNode> documents = new ArrayList<>();
    client.get("/repairs/" + repair + "/documents").get("items").forEach(documents::add);
    return documents;
  }

  private List<String> sent() {
    return mailServer.accepted().stream().map(AcceptedMail::messageId).toList();
  }

  private static String messageId(Kind kind, String repair, int n, String event) {
    String document = new DocumentId(kind, new RepairId(repair), n).toString();
    return "<" + EventId.derive(document, Version.FIRST, event) + "@example.com>";
  }

  private void assertNumbersRise(List<String> repairs) {
    List<JsonNode> all = repairs.stream().flatMap(each -> documents(each).stream()).toList();
    for (String series : List.of("INV-", "CN-")) {
      List<JsonNode> documents =
          all.stream()
              .filter(each -> each.get("number").asText().startsWith(series))
              .sorted(Comparator.comparing(each -> each.get("number").asText()))
              .toList();
      assertThat(documents)
          .as("seed %d", seed)
          .extracting(each -> each.get("number").asText().replaceFirst(".*-0*", ""))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, documents.size()).mapToObj(Integer::toString).toList());
      assertThat(documents)
          .as("seed %d", seed)
          .extracting(each -> each.get("issuedAt").asText())
          .isSorted();
    }
  }

  private void assertNothingIsFound() {
    CommandRun run = CommandRun.outbox("reconcile", "--url", client.url());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }
}
