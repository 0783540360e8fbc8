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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed while each of its mails is at another step; on real queues. */
class MailKillTest {
  /** What the service sends, in this order; the server begins with its greeting. */
  private static final List<String> STEPS = List.of("connect", "EHLO", "MAIL", "RCPT", "DATA", ".");

  /** The first mail that comes to a step gets no response there, so each is at another one. */
  private final Set<String> reached = ConcurrentHashMap.newKeySet();

  private final LocalAws local;
  private final ScriptedServer server;
  private final Path log;

  MailKillTest(@TempDir Path folder) throws Exception {
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
    return STEPS.stream()
        .filter(line::startsWith)
        .filter(reached::add)
        .map(step -> ScriptedServer.SILENCE)
        .findFirst();
  }

  @Test
  void aKillAtAnyStepLosesNoMailAndCostsAtMostOneCopyOfIt() throws Exception {
    List<String> repairs = new ArrayList<>();
    Process killed = start();
    try (BufferedReader out = killed.inputReader(UTF_8)) {
      WorkshopClient workshop = new WorkshopClient(Integer.parseInt(out.readLine()));
      for (int i = 0; i < STEPS.size(); i++) {
        repairs.add(workshop.open("customer" + i + "@example.com"));
        workshop.complete(repairs.getLast());
      }
      eventually(() -> assertThat(reached).containsExactlyInAnyOrderElementsOf(STEPS));
    } finally {
      killed.destroyForcibly().onExit().join();
    }

    Process next = start();
    try (BufferedReader out = next.inputReader(UTF_8)) {
      WorkshopClient workshop = new WorkshopClient(Integer.parseInt(out.readLine()));
      for (String repair : repairs) {
        eventually(
            () ->
                assertThat(workshop.get(200, "/repairs/" + repair + "/invoice").has("sentAt"))
                    .isTrue());
      }
    } finally {
      next.destroyForcibly().onExit().join();
    }
    for (int i = 0; i < repairs.size(); i++) {
      String recipient = "customer" + i + "@example.com";
      assertThat(server.accepted())
          .filteredOn(mail -> mail.recipient().equals(recipient))
          .hasSizeBetween(1, 2);
    }
  }

  private Process start() throws Exception {
    Map<String, String> settings = FleetFixProcess.settingsFor(local);
    settings.put("FLEETFIX_SMTP_URL", "smtp://127.0.0.1:" + server.port());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    return FleetFixProcess.builder(QuickMails.class, List.of(), settings, log).start();
  }
}
