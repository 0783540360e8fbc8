package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleetfix aws} over local endpoints, which only its environment variables name. */
@TestInstance(Lifecycle.PER_CLASS)
class AwsRunTest implements CompleteRepairJourney {
  private static final String TABLE = "garage";

  @SuppressWarnings("NullAway.Init")
  private LocalAws local;

  @SuppressWarnings("NullAway.Init")
  private LocalMail mail;

  @SuppressWarnings("NullAway.Init")
  private FleetFixProcess service;

  @SuppressWarnings("NullAway.Init")
  private Path log;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    log = folder.resolve("log");
    mail = LocalMail.start();
    local =
        LocalAws.start(
            folder.resolve("data"),
            "garage-bus",
            LocalRules.of(
                new AwsNames(
                    TABLE,
                    "garage-bus",
                    Map.of(
                        WorkshopOutbox.INVOICING, "bills",
                        WorkshopOutbox.FRONT_DESK, "desk",
                        WorkshopOutbox.MAIL, "post",
                        WorkshopOutbox.RECEIPTS, "receipts"))));
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      new OutboxTable(TABLE).createIfMissing(connection.tables());
    }
    environment.putAll(FleetFixProcess.settingsFor(local));
    environment.put("FLEETFIX_TABLE", TABLE);
    environment.put("FLEETFIX_EVENT_BUS", "garage-bus");
    environment.put("FLEETFIX_INVOICING_QUEUE", "bills");
    environment.put("FLEETFIX_FRONT_DESK_QUEUE", "desk");
    environment.put("FLEETFIX_MAIL_QUEUE", "post");
    environment.put("FLEETFIX_RECEIPTS_QUEUE", "receipts");
    environment.put("FLEETFIX_SMTP_URL", mail.smtp().toString());
    environment.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    service = FleetFixProcess.start("aws", environment, log);
  }

  @AfterAll
  void stop() {
    service.stop();
    mail.close();
    local.close();
  }

  @Override
  public WorkshopClient workshop() {
    return service.workshop();
  }

  /** In this profile the service does not keep mails. */
  @Override
  public List<String> mailed() throws Exception {
    workshop().get(404, "/mails");
    return mail.mails().stream().map(arrived -> arrived.repairId().value()).toList();
  }

  @Test
  void withoutAMailServerMailsStayInTheirQueue() throws Exception {
    Map<String, String> noServer = new HashMap<>(environment);
    noServer.remove("FLEETFIX_SMTP_URL");
    noServer.put("FLEETFIX_RELAY", "pipe");
    noServer.put("FLEETFIX_MAIL_QUEUE", "lost-mail"); // does not exist, and is not checked
    FleetFixProcess other = FleetFixProcess.start("aws", noServer, log);

    try {
      assertThat(other.said()).anyMatch(line -> line.startsWith("No mail server: "));
      assertThat(other.workshop().get(200, "/outbox").get("problems"))
          .hasSize(1)
          .first()
          .satisfies(
              problem ->
                  assertThat(problem.asText())
                      .isEqualTo(
                          "FLEETFIX_SMTP_URL is not set: no invoice is mailed, mails wait in the"
                              + " queue lost-mail"));
      assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("no invoice is mailed");
    } finally {
      other.stop();
    }
  }

  @Test
  void aMissingTableStopsTheStart() throws Exception {
    assertThat(ended(Map.of("FLEETFIX_TABLE", "elsewhere")))
        .isEqualTo(
            "fleetfix: Table elsewhere does not exist:"
                + " deploy the template, or correct the configured name");
  }

  @Test
  void aMissingBusOrQueueIsReportedButDoesNotStopTheStart() throws Exception {
    Map<String, String> missing = new HashMap<>(environment);
    missing.put("FLEETFIX_EVENT_BUS", "garage-bsu");
    missing.put("FLEETFIX_RECEIPTS_QUEUE", "lost");
    missing.put("FLEETFIX_RELAY", "pipe");
    FleetFixProcess other = FleetFixProcess.start("aws", missing, log);

    try {
      assertThat(other.workshop().get(200, "/outbox").get("problems"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrder(
              "The event bus garage-bsu does not exist: events sent to it are lost",
              "The queue lost does not exist: its events are not handled");
      assertThat(Files.readString(log, StandardCharsets.UTF_8))
          .contains("The event bus garage-bsu does not exist", "The queue lost does not exist");
      assertThat(other.workshop().complete(other.workshop().open()).get("status").asText())
          .isEqualTo("COMPLETED");
    } finally {
      other.stop();
    }
  }

  @Test
  void logsTheAgeOfTheOldestEventForCloudWatch() throws Exception {
    eventually(
        () -> {
          String line =
              Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                  .filter(text -> text.startsWith("{\"_aws\":"))
                  .findFirst()
                  .orElse("{}");
          JsonNode metric = new ObjectMapper().readTree(line);
          assertThat(metric.path("Table").asText()).isEqualTo(TABLE);
          assertThat(metric.path("OldestPendingAge").isIntegralNumber()).isTrue();
        });
  }

  private String ended(Map<String, String> changed) throws Exception {
    Map<String, String> settings = new HashMap<>(environment);
    settings.putAll(changed);
    Path words = Files.createTempFile(log.getParent(), "words", "");
    Process process = FleetFixProcess.builder(List.of("aws"), settings, words).start();
    assertThat(process.waitFor()).isEqualTo(1);
    return Files.readAllLines(words, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("fleetfix: "))
        .findFirst()
        .orElseThrow();
  }
}
