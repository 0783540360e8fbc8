package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.dynamodb.DynamoDbBacklog;
import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.DynamoDbDeliveryLedger;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.DynamoDbQuarantine;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.adapter.dynamodb.TableCheck;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbReceipts;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.Polling;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.adapter.sqs.SqsQueue;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.Finding;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The whole way of an event over real components, each part started, stopped or broken alone. Its
 * clock is the real one plus what has been passed over.
 */
final class WholeLoop implements InstantSource {
  private static final WorkshopTable TABLE = new WorkshopTable("workshop");
  private static final String BUS = "workshop";
  private static final Duration LEASE_TIME = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Polling POLLING =
      new Polling(
          10,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(1));

  private final DynamoDbConnection dynamoDb;
  private final EventBridgeConnection events;
  private final SqsConnection sqs;
  private final LocalEventBridge bridge;
  private final Map<BusRule, String> queues = new EnumMap<>(BusRule.class);
  private final Set<String> removedRules = ConcurrentHashMap.newKeySet();
  private final List<QueueConsumer> consumers = new ArrayList<>();
  private final DynamoDbQuarantine quarantine;
  private final UnitOfWork unitOfWork;
  private final Receipts receipts;
  private volatile Duration passed = Duration.ZERO;

  WholeLoop(DynamoDbLocal database, ElasticMq elasticMq, Path folder) {
    StaticCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
    Region region = Region.EU_CENTRAL_1;
    dynamoDb = DynamoDbConnection.to(database.endpoint(), region, credentials);
    sqs = SqsConnection.to(elasticMq.endpoint(), region, credentials);
    TABLE.createIfMissing(dynamoDb.tables());
    for (BusRule rule : BusRule.values()) {
      String name = rule.ruleName() + "-" + UUID.randomUUID();
      queues.put(rule, name);
      sqs.client().createQueue(create -> create.queueName(name));
    }
    SqsTarget target =
        new SqsTarget(
            sqs.client(),
            queues.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().ruleName(), Map.Entry::getValue)));
    bridge =
        LocalEventBridge.start(
            0,
            BUS,
            folder.resolve("bus.log"),
            (rule, envelopes) -> {
              if (!removedRules.contains(rule)) {
                target.deliver(rule, envelopes);
              }
            });
    events = EventBridgeConnection.to(bridge.endpoint(), region, credentials);
    quarantine = new DynamoDbQuarantine(dynamoDb.tables(), TABLE);
    unitOfWork =
        new DynamoDbUnitOfWork(dynamoDb.tables(), TABLE, new SecureRandom(), System::nanoTime);
    receipts = DynamoDbReceipts.of(dynamoDb, TABLE, System::nanoTime);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(passed);
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  Repair complete() {
    Change<Repair> opened = opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(instant()));
    unitOfWork.commit(completed);
    return completed.state();
  }

  Repairs repairs() {
    return new DynamoDbRepairs(dynamoDb.tables(), TABLE);
  }

  Invoices invoices() {
    return new DynamoDbInvoices(dynamoDb.tables(), TABLE);
  }

  Notices notices() {
    return new DynamoDbNotices(dynamoDb.tables(), TABLE);
  }

  DeliveryLedger ledger() {
    return new DynamoDbDeliveryLedger(dynamoDb.tables(), TABLE);
  }

  Backlog backlog() {
    return new DynamoDbBacklog(dynamoDb.tables(), TABLE, quarantine, this);
  }

  Quarantine quarantine() {
    return quarantine;
  }

  EventBus busNamed(String name) {
    return new EventBridgeBus(events.events(), name, new SecureRandom());
  }

  SweepOutbox sweeper() {
    return sweeper(busNamed(BUS));
  }

  SweepOutbox sweeper(EventBus bus) {
    return new SweepOutbox(backlog(), ledger(), quarantine, receipts, bus, this);
  }

  /** All findings about the repairs of the last two days. */
  List<Finding> reconcile(boolean repair) {
    ReconcileOutbox reconciler =
        new ReconcileOutbox(
            repairs(), invoices(), notices(), ledger(), unitOfWork, busNamed(BUS), this);
    Window window = Window.last(Duration.ofDays(2), instant().plusSeconds(1));
    List<Finding> findings = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = reconciler.reconcile(window, new PageRequest(50, cursor), repair);
      findings.addAll(page.findings());
      cursor = page.nextCursor();
    } while (cursor != null);
    return findings;
  }

  void relayAll(int count) throws InterruptedException {
    relayAll(busNamed(BUS), count);
  }

  /** Reads the stream, as a relay does that is started now and stopped afterwards. */
  void relayAll(EventBus bus, int count) throws InterruptedException {
    try (DynamoDbOutboxStream stream =
        DynamoDbOutboxStream.of(
            dynamoDb,
            TABLE,
            new TableCheck(dynamoDb.tables(), TABLE).run(),
            (row, reason) -> quarantine.enter(row, reason, instant()),
            LEASE_TIME,
            System::nanoTime)) {
      RelayOutbox relay = new RelayOutbox(stream, bus);
      for (int left = count; left > 0; ) {
        int relayed = relay.relay(LONG);
        assertThat(relayed).as("nothing came in time, %d left", left).isPositive();
        left -= relayed;
      }
    }
  }

  void startConsumers() {
    IssueInvoice issueInvoice =
        new IssueInvoice(repairs(), invoices(), ledger(), unitOfWork, WORKSHOP, this);
    PostNotice postNotice = new PostNotice(repairs(), notices(), unitOfWork, this);
    ConfirmDelivery confirm =
        new ConfirmDelivery(ledger(), receipts, this, (event, confirmation, at) -> {});
    consume(
        BusRule.INVOICING,
        Reactions.together(type -> type.equals("RepairCompleted"), issueInvoice));
    consume(BusRule.FRONT_DESK, Reactions.each(type -> true, postNotice));
    consume(BusRule.RECEIPTS, Reactions.each(type -> true, confirm));
  }

  private void consume(BusRule rule, Reactions reactions) {
    QueueConsumer consumer =
        new QueueConsumer(SqsQueue.named(sqs.client(), name(rule)), reactions, POLLING, fate -> {});
    consumers.add(consumer);
    consumer.start();
  }

  private String name(BusRule rule) {
    return Objects.requireNonNull(queues.get(rule));
  }

  void removeRule(BusRule rule) {
    removedRules.add(rule.ruleName());
  }

  void restoreRules() {
    removedRules.clear();
  }

  /** Throws away what lies in the queues, once that many messages do. */
  void purgeQueues(int messages) throws Exception {
    eventually(() -> assertThat(waiting()).isGreaterThanOrEqualTo(messages));
    for (String queue : queues.values()) {
      sqs.client().purgeQueue(purge -> purge.queueUrl(url(queue)));
    }
    assertThat(waiting()).isZero();
  }

  private int waiting() {
    return queues.values().stream().mapToInt(this::waiting).sum();
  }

  private int waiting(String queue) {
    return Integer.parseInt(
        sqs.client()
            .getQueueAttributes(
                get ->
                    get.queueUrl(url(queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
  }

  private String url(String queue) {
    return sqs.client().getQueueUrl(get -> get.queueName(queue)).queueUrl();
  }

  void switchStreamOff() {
    dynamoDb
        .tables()
        .updateTable(
            update ->
                update
                    .tableName(TABLE.name())
                    .streamSpecification(stream -> stream.streamEnabled(false)));
  }

  void switchStreamOn() {
    dynamoDb
        .tables()
        .updateTable(
            update ->
                update
                    .tableName(TABLE.name())
                    .streamSpecification(
                        stream ->
                            stream
                                .streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  /** As a hand in the table does it. */
  void deleteRow(String pk, String sk) {
    dynamoDb
        .tables()
        .deleteItem(
            delete ->
                delete
                    .tableName(TABLE.name())
                    .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
  }

  void close() throws InterruptedException {
    consumers.forEach(QueueConsumer::stop);
    for (QueueConsumer consumer : consumers) {
      consumer.join();
    }
    bridge.close();
    events.close();
    sqs.close();
    dynamoDb.close();
  }
}
