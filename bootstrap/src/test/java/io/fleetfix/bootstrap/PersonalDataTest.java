package io.fleetfix.bootstrap;

import static io.fleetfix.bootstrap.StrangeCustomer.COMPLAINT;
import static io.fleetfix.bootstrap.StrangeCustomer.LATER;
import static io.fleetfix.bootstrap.StrangeCustomer.MISSPELT;
import static io.fleetfix.bootstrap.StrangeCustomer.NAME;
import static io.fleetfix.bootstrap.StrangeCustomer.REFUSED;
import static io.fleetfix.bootstrap.StrangeCustomer.REGISTRATION;
import static io.fleetfix.bootstrap.StrangeCustomer.TAKEN;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.util.Modules;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import io.fleetfix.testing.mail.ScriptedServer;
import io.fleetfix.testing.token.TokenIssuer;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A customer with a unique name uses every part of the API, correctly and incorrectly. Afterwards,
 * nothing that operators or other systems see contains their data.
 */
@ExtendWith({DynamoDbLocalExtension.class, ElasticMqExtension.class})
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PersonalDataTest {
  /**
   * Longer than a mail is retried while others go out: then it is left in the queue, and logged.
   */
  private static final int OTHERS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String id = UUID.randomUUID().toString();
  private final LogCapture printed = new LogCapture();
  private final TokenIssuer issuer = new TokenIssuer();
  private final String token = issuer.token();
  private final ScriptedServer mailServer = ScriptedServer.answering(PersonalDataTest::quoting);
  private final Queue<String> queued = new ConcurrentLinkedQueue<>();
  private final RecordedSpans spans = new RecordedSpans();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path busLog;
  private final SqsConnection queues;
  private final LocalEventBridge bus;
  private final RunningWorkshop running;
  private final StrangeCustomer customer;

  PersonalDataTest(DynamoDbLocal dynamoDb, ElasticMq elasticMq, @TempDir Path folder)
      throws Exception {
    AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
    Region region = Region.EU_CENTRAL_1;
    busLog = folder.resolve("bus.log");
    queues = SqsConnection.to(elasticMq.endpoint(), region, credentials);
    WorkshopConfig config = WorkshopConfig.of(settings());
    for (String queue : config.names().queues().values()) {
      queues.client().createQueue(create -> create.queueName(queue));
    }
    List<LocalRule> rules = LocalRules.of(config.names());
    SqsTarget target = new SqsTarget(queues.client(), rules);
    bus =
        LocalEventBridge.start(
            0,
            id,
            rules,
            busLog,
            (rule, envelopes) -> {
              queued.addAll(envelopes);
              target.deliver(rule, envelopes);
            });
    AwsMeters meters = new AwsMeters();
    AwsConnections connections =
        new AwsConnections(
            DynamoDbConnection.to(dynamoDb.endpoint(), region, credentials, meters),
            EventBridgeConnection.to(bus.endpoint(), region, credentials, meters),
            SqsConnection.to(elasticMq.endpoint(), region, credentials, meters),
            meters);
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    running =
        RunningWorkshop.start(
            List.of(
                Modules.override(spans.of(Wiring.aws(config, connections)))
                    .with(QuickMails.waits())));
    customer = new StrangeCustomer(http, running.port(), token);
  }

  /** Many mail servers repeat the recipient in their answer. */
  private static Optional<String> quoting(String line) {
    if (!line.startsWith("RCPT TO:")) {
      return Optional.empty();
    }
    String address = line.substring("RCPT TO:".length());
    if (address.contains(REFUSED)) {
      return Optional.of("550 5.1.1 " + address + ": nobody is called " + address + " here");
    }
    return address.contains(LATER)
        ? Optional.of("450 4.2.2 The mailbox of " + address + " is full")
        : Optional.empty();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(issuer.settings());
    settings.put("FLEETFIX_HTTP_PORT", "0");
    settings.put("FLEETFIX_RELAY", "embedded");
    settings.put("FLEETFIX_EVENT_BUS", id);
    settings.put("FLEETFIX_SMTP_URL", "smtp://127.0.0.1:" + mailServer.port());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    WorkshopOutbox.SUBSCRIPTIONS.forEach(
        each -> settings.put(AwsNames.queueSetting(each), each.rule() + "-" + id));
    return settings;
  }

  @AfterEach
  void stop() throws Exception {
    running.stop();
    http.close();
    bus.close();
    queues.close();
    mailServer.close();
    issuer.close();
    spans.close();
    printed.close();
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the same, where it could reach the log",
      answer = "each log entry stays one line and does not contain the text")
  @Test
  void customerDataIsNeitherLoggedNorMeasuredNorPublished() throws Exception {
    Instant start = Instant.now();
    String taken = customer.open(TAKEN);
    String refused = customer.open(REFUSED);
    String later = customer.open(LATER);
    customer.correct(taken, MISSPELT);
    customer.correct(taken, TAKEN);
    customer.complete(later);
    eventually(() -> assertThat(mailServer.heard()).contains("RCPT TO:<" + LATER + ">"));
    for (String repair : List.of(refused, taken)) {
      customer.complete(repair);
    }
    for (int i = 1; i < OTHERS; i++) {
      customer.complete(customer.open(TAKEN));
    }
    customer.sendWhatIsWrong(taken);
    eventually(() -> assertThatTheMailsAreSettled(taken, refused));

    Map<String, String> seen = new LinkedHashMap<>();
    lookAtTheOutbox(List.of(taken, refused, later), start, seen);
    lookAtWhatOthersSee(seen);

    assertThat(seen.values()).noneMatch(String::isBlank);
    assertThat(leaks(seen)).isEmpty();
    assertThat(customer.ok("GET", taken, "")).contains(NAME, TAKEN, REGISTRATION, COMPLAINT);
    assertThat(customer.ok("GET", taken + "/contact", "")).contains(NAME, TAKEN);
    assertThat(String.join("\n", mailServer.heard())).contains(NAME, TAKEN);
  }

  private void assertThatTheMailsAreSettled(String taken, String refused) throws Exception {
    assertThat(customer.invoice(taken).has("sentAt")).isTrue();
    assertThat(customer.invoice(refused).path("refusal").asText()).contains(REFUSED);
    assertThat(printed.text())
        .contains("Mail is undeliverable; the invoice shows the reason")
        .contains("Message left for redelivery", "An attempt to send a mail failed");
  }

  private void lookAtTheOutbox(List<String> repairs, Instant start, Map<String, String> seen)
      throws Exception {
    String redelivery = "{\"repairId\":\"%s\"}".formatted(StrangeCustomer.id(repairs.getFirst()));
    seen.put("redelivery", customer.ok("POST", "/outbox/redeliveries", redelivery));
    String window = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(start, Instant.now());
    seen.put("reconciliation", customer.ok("POST", "/outbox/reconciliations", window));
    List<String> paths =
        new ArrayList<>(List.of("/outbox", "/outbox/quarantine", "/outbox/dead-letters"));
    for (String repair : repairs) {
      JsonNode events = JSON.readTree(customer.ok("GET", repair + "/events", "")).get("items");
      events.forEach(event -> paths.add("/outbox/events/" + event.get("eventId").asText()));
    }
    for (String path : paths) {
      seen.put(path, customer.ok("GET", path, ""));
    }
  }

  /** Each output with a sign that it is complete. */
  private void lookAtWhatOthersSee(Map<String, String> seen) throws Exception {
    for (String path : List.of("/health/live", "/health/ready", "/health/outbox", "/metrics")) {
      seen.put(path, customer.ok("GET", path, ""));
    }
    assertThat(seen.get("/metrics")).contains("uri=\"/repairs/{id}/completion\"", "aws_calls");
    seen.put("events on the bus", Files.readString(busLog));
    seen.put("messages in the queues", String.join("\n", queued));
    for (String place : List.of("events on the bus", "messages in the queues")) {
      assertThat(seen.get(place)).contains("RepairCompleted", "InvoiceIssued");
    }
    seen.put("spans", spans.finished().toString());
    assertThat(seen.get("spans")).contains("PUT /repairs/{id}/completion", "process mail");
    seen.put("log", printed.text());
  }

  /** Where each planted text occurs, with the text before it. */
  private List<String> leaks(Map<String, String> seen) {
    List<String> planted = new ArrayList<>(StrangeCustomer.PLANTED);
    planted.add(signature().toLowerCase(Locale.ROOT));
    List<String> leaks = new ArrayList<>();
    seen.forEach(
        (place, text) -> {
          for (String one : planted) {
            int at = text.toLowerCase(Locale.ROOT).indexOf(one);
            if (at >= 0) {
              leaks.add(place + " has " + one + ": " + text.substring(Math.max(0, at - 200), at));
            }
          }
        });
    return leaks;
  }

  /** The secret part of the token. */
  private String signature() {
    return token.substring(token.lastIndexOf('.') + 1);
  }
}
