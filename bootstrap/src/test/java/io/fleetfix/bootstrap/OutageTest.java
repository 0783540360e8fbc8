package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.BusLog;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import io.fleetfix.localaws.eventbridge.Target;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import io.fleetfix.testing.localaws.LossyProxy;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Outages of the bus and of the store, with the whole service running. */
@ExtendWith({DynamoDbLocalExtension.class, ElasticMqExtension.class})
class OutageTest {
  private static final int REPAIRS = 20;
  private static final int MAX_RECEIVES = 3;

  private final String id = UUID.randomUUID().toString();

  /** The rules that cannot reach their queues, so that they send to the dead letters. */
  private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

  private final Path log;
  private final LossyProxy store;
  private final LocalEventBridge bus;
  private final SqsConnection queues;
  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  OutageTest(DynamoDbLocal dynamoDb, ElasticMq elasticMq, @TempDir Path folder) {
    AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
    Region region = Region.EU_CENTRAL_1;
    log = folder.resolve("bus.log");
    store = new LossyProxy(dynamoDb.endpoint());
    queues = SqsConnection.to(elasticMq.endpoint(), region, credentials);
    WorkshopOutbox.SUBSCRIPTIONS.forEach(each -> createQueues(queues.client(), queue(each)));
    Map<String, String> settings = new HashMap<>();
    settings.put("FLEETFIX_HTTP_PORT", "0");
    settings.put("FLEETFIX_RELAY", "embedded");
    settings.put("FLEETFIX_EVENT_BUS", id);
    WorkshopOutbox.SUBSCRIPTIONS.forEach(
        each -> settings.put(AwsNames.queueSetting(each), queue(each)));
    WorkshopConfig config = WorkshopConfig.of(settings);
    List<LocalRule> rules = LocalRules.of(config.names());
    Target reached = new SqsTarget(queues.client(), rules);
    Target unreached =
        new SqsTarget(queues.client(), rules.stream().map(OutageTest::dead).toList());
    bus =
        LocalEventBridge.start(
            0,
            id,
            rules,
            log,
            (rule, envelopes) ->
                (cutOff.contains(rule) ? unreached : reached).deliver(rule, envelopes));
    AwsConnections connections =
        new AwsConnections(
            DynamoDbConnection.to(store.endpoint(), region, credentials),
            EventBridgeConnection.to(bus.endpoint(), region, credentials),
            SqsConnection.to(elasticMq.endpoint(), region, credentials),
            new AwsMeters());
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    running = RunningWorkshop.start(Wiring.aws(config, connections));
    workshop = new WorkshopClient(running.port());
  }

  private static LocalRule dead(LocalRule rule) {
    return new LocalRule(rule.name(), rule.pattern(), rule.queue() + "-dlq", rule.maxReceives());
  }

  private String queue(Subscription subscription) {
    return subscription.rule() + "-" + id;
  }

  private static void createQueues(SqsClient client, String name) {
    String deadLetters = client.createQueue(queue -> queue.queueName(name + "-dlq")).queueUrl();
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(attribute(client, deadLetters, QueueAttributeName.QUEUE_ARN), MAX_RECEIVES);
    client.createQueue(
        queue ->
            queue.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
  }

  private static String attribute(SqsClient client, String url, QueueAttributeName attribute) {
    return client
        .getQueueAttributes(get -> get.queueUrl(url).attributeNames(attribute))
        .attributes()
        .getOrDefault(attribute, "");
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.stop();
    bus.close();
    queues.close();
    store.close();
  }

  /** The relay retries several times; a longer outage only means more retries. */
  @Test
  void aBusOutageDelaysInvoicesAndNoticesButNotCompletions() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    bus.behave(counting(PutEventsFault.unavailable(), asked));

    List<String> repairs = completeRepairs();
    int before = asked.get();
    eventually(() -> assertThat(asked).hasValueGreaterThan(before + 10));
    assertThat(workshop.get(200, "/outbox").get("pending").asInt()).isEqualTo(REPAIRS);
    assertThat(BusLog.read(log)).isEmpty();
    assertThat(completeRepairs()).hasSize(REPAIRS).doesNotContainAnyElementsOf(repairs);

    bus.behave(PutEventsFault.none());

    assertThatEverythingIsThereOnce(2 * REPAIRS);
  }

  /**
   * Every answer of the store is lost, including those to commits that succeeded. The consumers'
   * own test covers outages that outlast the receives of a message.
   */
  @Test
  void aStoreOutageUnderLoadNeitherLosesNorDuplicatesEvents() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    bus.behave(counting(PutEventsFault.deliveringLate(Duration.ofSeconds(1)), asked));
    completeRepairs();
    eventually(() -> assertThat(asked).hasPositiveValue());

    store.dropAnswers(Integer.MAX_VALUE);
    eventually(() -> assertThat(store.answersToDrop()).isLessThan(Integer.MAX_VALUE - REPAIRS));
    store.dropAnswers(0);

    assertThatEverythingIsThereOnce(REPAIRS);
  }

  /** Invoicing's queue cannot be reached for a day: its events are dead letters. */
  @Test
  void deadLettersAreListedAndTakeEffectOnceWhenRedriven() throws Exception {
    cutOff.add("invoicing");
    List<String> repairs = completeRepairs();
    eventually(
        () ->
            assertThat(deadLetters("list", "--queue", "invoicing").out())
                .contains(REPAIRS + " dead letters of invoicing"));
    CommandRun list = deadLetters("list");
    assertThat(list.exitCode()).isEqualTo(1);
    for (String repair : repairs) {
      assertThat(list.out()).contains(workshop.events(repair).get(0).get("eventId").asText());
    }

    CommandRun dry = deadLetters("redrive", "--all", "--dry-run");
    cutOff.clear();
    CommandRun run = deadLetters("redrive", "--all", "--rate", "15");

    assertThat(dry.out()).as(dry.err()).contains(REPAIRS + " WOULD_BE_REDRIVEN");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(REPAIRS + " messages: " + REPAIRS + " REDRIVEN");
    assertThatEverythingIsThereOnce(REPAIRS);
    assertThat(deadLetters("list").exitCode()).isZero();
  }

  private CommandRun deadLetters(String... words) {
    List<String> all = new ArrayList<>(List.of("outbox", "dead-letters"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", "http://127.0.0.1:" + running.port()));
    return CommandRun.of(new Main(), all.toArray(String[]::new));
  }

  private static PutEventsFault counting(PutEventsFault fault, AtomicInteger asked) {
    return new PutEventsFault(
        entries -> {
          asked.incrementAndGet();
          return fault.failures().apply(entries);
        },
        fault.refusals(),
        fault.lostAnswers(),
        fault.deliveries());
  }

  private List<String> completeRepairs() throws Exception {
    List<String> repairs = new ArrayList<>();
    for (int i = 0; i < REPAIRS; i++) {
      String repair = workshop.open();
      workshop.complete(repair); // which fails the test if it is not answered with 200
      repairs.add(repair);
    }
    return repairs;
  }

  private void assertThatEverythingIsThereOnce(int repairs) throws Exception {
    eventually(() -> assertThatEachHasItsEffects(repairs));
    for (Subscription rule : WorkshopOutbox.SUBSCRIPTIONS) {
      assertThat(messages(queue(rule) + "-dlq"))
          .as("dead letters of %s", rule.rule())
          .isEqualTo("0");
    }
  }

  private void assertThatEachHasItsEffects(int repairs) throws Exception {
    List<JsonNode> notices = items(workshop.get(200, "/notices?limit=200"));
    assertThat(notices)
        .extracting(notice -> notice.get("repairId").asText())
        .hasSize(repairs)
        .doesNotHaveDuplicates();
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode notice : notices) {
      String repair = notice.get("repairId").asText();
      String number = workshop.get(200, "/repairs/" + repair + "/invoice").get("number").asText();
      numbers.add(Integer.valueOf(number.substring("INV-2026-".length())));
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, repairs).boxed().toList());
    assertThat(workshop.get(200, "/outbox").get("pending").asInt()).isZero();
  }

  private static List<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.get("items").spliterator(), false).toList();
  }

  private String messages(String queue) {
    String url = queues.client().getQueueUrl(get -> get.queueName(queue)).queueUrl();
    return attribute(queues.client(), url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }
}
