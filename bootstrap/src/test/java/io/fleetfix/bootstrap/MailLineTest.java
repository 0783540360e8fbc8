package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.testing.mail.ScriptedServer;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails that must wait beside mails that the server takes; on real queues, over real sockets. */
class MailLineTest {
  private static final int MUST_WAIT = Integer.getInteger("fleetfix.mails.waiting", 25);
  private static final int GOOD = 20;

  /** How the recipients are answered whose mails must wait, by the beginning of their address. */
  private static final Map<String, String> TROUBLE =
      Map.of(
          "full", "452 4.2.2 Mailbox full",
          "grey", "450 4.7.1 Greylisted, try again",
          "system", "451 4.3.0 Temporary system problem",
          "policy", "550 5.7.1 Blocked by policy",
          "silent", ScriptedServer.SILENCE);

  private final Set<String> mended = ConcurrentHashMap.newKeySet();
  private final LocalAws local;
  private final Path log;
  private final ScriptedServer server;

  MailLineTest(@TempDir Path folder) throws Exception {
    log = folder.resolve("log");
    server = ScriptedServer.answering(this::answer);
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
    local = LocalCommand.start(config);
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      new OutboxTable(config.names().table()).createIfMissing(connection.tables());
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    local.close();
  }

  private Optional<String> answer(String line) {
    return TROUBLE.entrySet().stream()
        .filter(each -> line.startsWith("RCPT TO:<" + each.getKey()))
        .filter(each -> !mended.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Test
  void mailsThatMustWaitDelayNoOthersAndAreSentAfterTheTrouble() throws Exception {
    Map<String, String> settings = FleetFixProcess.settingsFor(local);
    settings.put("FLEETFIX_SMTP_URL", "smtp://127.0.0.1:" + server.port());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    Process service = FleetFixProcess.builder(QuickMails.class, List.of(), settings, log).start();
    try (BufferedReader out = service.inputReader(UTF_8)) {
      WorkshopClient workshop = new WorkshopClient(Integer.parseInt(out.readLine()));
      List<String> waiting = new ArrayList<>();
      for (String trouble : TROUBLE.keySet()) {
        for (int i = 0; i < MUST_WAIT / TROUBLE.size(); i++) {
          waiting.add(complete(workshop, trouble + i));
        }
      }
      List<String> good =
          IntStream.range(0, GOOD).mapToObj(i -> complete(workshop, "good" + i)).toList();

      eventually(() -> assertThat(good).allMatch(each -> isSent(workshop, each)));
      assertThat(waiting).noneMatch(each -> isSent(workshop, each));
      eventually(
          () ->
              assertThat(
                      workshop
                          .get(200, "/invoices/mails?limit=200")
                          .get("items")
                          .findValuesAsText("repairId"))
                  .containsExactlyInAnyOrderElementsOf(waiting));

      mended.addAll(TROUBLE.keySet());
      server.hangUp(); // also on those that it left waiting in silence
      eventually(() -> assertThat(waiting).allMatch(each -> isSent(workshop, each)));
      assertThat(server.accepted()).hasSize(waiting.size() + good.size());
    } finally {
      service.destroyForcibly().onExit().join();
    }
  }

  private static String complete(WorkshopClient workshop, String recipient) {
    try {
      String repair = workshop.open(recipient + "@example.com");
      workshop.complete(repair);
      return repair;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static boolean isSent(WorkshopClient workshop, String repair) {
    try {
      return workshop
          .get(200, "/repairs/" + repair + "/invoice")
          .at("/mail/status")
          .asText()
          .equals("SENT");
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
