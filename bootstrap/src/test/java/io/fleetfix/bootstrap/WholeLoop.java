package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.dynamodb.DynamoDbContacts;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbWorkshopUnitOfWork;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.Polling;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.adapter.sqs.SqsQueue;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReceipts;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbSweepMemory;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The whole path of an event through real components. Tests start, stop and break each part
 * separately. Its clock is the real one plus the skipped time.
 */
final class WholeLoop implements InstantSource {
  private static final OutboxTable TABLE = new OutboxTable("workshop");
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
  private final Map<Subscription, String> queues = new HashMap<>();
  private final Set<String> removedRules = ConcurrentHashMap.newKeySet();
  private final List<QueueConsumer> consumers = new ArrayList<>();
  private final DynamoDbOutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Receipts receipts;
  private volatile Duration passed = Duration.ZERO;

  WholeLoop(DynamoDbLocal database, ElasticMq elasticMq, Path folder) {
    StaticCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
    Region region = Region.EU_CENTRAL_1;
    dynamoDb = DynamoDbConnection.to(database.endpoint(), region, credentials);
    sqs = SqsConnection.to(elasticMq.endpoint(), region, credentials);
    TABLE.createIfMissing(dynamoDb.tables());
    for (Subscription subscription : WorkshopOutbox.SUBSCRIPTIONS) {
      String name = subscription.rule() + "-" + UUID.randomUUID();
      queues.put(subscription, name);
      sqs.client().createQueue(create -> create.queueName(name));
    }
    List<LocalRule> rules = LocalRules.of(new AwsNames(TABLE.name(), BUS, queues));
    SqsTarget target = new SqsTarget(sqs.client(), rules);
    bridge =
        LocalEventBridge.start(
            0,
            BUS,
            rules,
            folder.resolve("bus.log"),
            (rule, envelopes) -> {
              if (!removedRules.contains(rule)) {
                target.deliver(rule, envelopes);
              }
            });
    events = EventBridgeConnection.to(bridge.endpoint(), region, credentials);
    ledger =
        new DynamoDbOutboxLedger(
            dynamoDb.tables(), TABLE, WorkshopOutbox.FORMAT, this, ReadProblems.LOGGED);
    unitOfWork =
        new DynamoDbWorkshopUnitOfWork(
            dynamoDb.tables(),
            TABLE,
            TestedRows.MAPPINGS,
            new SecureRandom(),
            System::nanoTime,
            () -> Traceparent.NONE);
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
    return new DynamoDbRepairs(dynamoDb.tables(), TABLE, ReadProblems.LOGGED);
  }

  Invoices invoices() {
    return new DynamoDbInvoices(dynamoDb.tables(), TABLE, ReadProblems.LOGGED);
  }

  Contacts contacts() {
    return new DynamoDbContacts(dynamoDb.tables(), TABLE, ReadProblems.LOGGED);
  }

  Notices notices() {
    return new DynamoDbNotices(dynamoDb.tables(), TABLE, ReadProblems.LOGGED);
  }

  OutboxLedger ledger() {
    return ledger;
  }

  EventBus busNamed(String name) {
    return new EventBridgeBus(events.events(), name, WorkshopOutbox.FORMAT, new SecureRandom());
  }

  SweepOutbox sweeper() {
    return sweeper(busNamed(BUS));
  }

  SweepOutbox sweeper(EventBus bus) {
    return new SweepOutbox(
        ledger, receipts, DynamoDbSweepMemory.of(dynamoDb, TABLE), new Resender(ledger, bus), this);
  }

  private AllRaisedEvents raised() {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs(), invoices(), notices()),
            new RaisedByInvoices(repairs(), invoices())),
        List.of(Repair.class, Invoice.class));
  }

  /** All findings about the repairs of the last two days. */
  List<Finding> reconcile(boolean repair) {
    ReconcileOutbox reconciler =
        new ReconcileOutbox(
            raised(), ledger, unitOfWork, new Resender(ledger, busNamed(BUS)), this);
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

  /** Reads the stream as a relay that starts now and stops afterwards. */
  void relayAll(EventBus bus, int count) throws InterruptedException {
    try (DynamoDbOutboxStream stream =
        DynamoDbOutboxStream.of(
            dynamoDb,
            TABLE,
            WorkshopOutbox.FORMAT,
            new TableCheck(dynamoDb.tables(), TABLE).run(),
            (row, reason) -> ledger.quarantine(row, reason, instant()),
            LEASE_TIME,
            System::nanoTime)) {
      RelayOutbox relay = new RelayOutbox(stream, bus);
      for (int left = count; left > 0; ) {
        int relayed = relay.relay(LONG);
        assertThat(relayed).as("no more events in time, %d left", left).isPositive();
        left -= relayed;
      }
    }
  }

  void startConsumers() {
    IssueInvoice issueInvoice =
        new IssueInvoice(repairs(), invoices(), ledger(), unitOfWork, WORKSHOP, this);
    PostNotice postNotice = new PostNotice(repairs(), contacts(), notices(), unitOfWork, this);
    ConfirmDelivery confirm =
        new ConfirmDelivery(ledger(), receipts, this, (event, confirmation, at) -> {});
    consume(
        ReactionBinding.together(
            WorkshopOutbox.INVOICING, WorkshopOutbox.INVOICING.types(), issueInvoice));
    consume(
        ReactionBinding.each(
            WorkshopOutbox.FRONT_DESK, WorkshopOutbox.FRONT_DESK.types(), postNotice));
    consume(
        ReactionBinding.each(WorkshopOutbox.RECEIPTS, WorkshopOutbox.RECEIPTS.types(), confirm));
  }

  private void consume(ReactionBinding reaction) {
    QueueConsumer consumer =
        new QueueConsumer(
            SqsQueue.named(sqs.client(), name(reaction.subscription())),
            WorkshopOutbox.FORMAT,
            List.of(reaction),
            POLLING,
            outcome -> {});
    consumers.add(consumer);
    consumer.start();
  }

  private String name(Subscription subscription) {
    return Objects.requireNonNull(queues.get(subscription));
  }

  void removeRule(Subscription subscription) {
    removedRules.add(subscription.rule());
  }

  void restoreRules() {
    removedRules.clear();
  }

  /** Purges the queues once they hold this many messages. */
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

  /** Like an operator who edits the table by hand. */
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
