package io.fleetfix.outbox.dynamodb;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbHeartbeat;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReceipts;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReconcileMemory;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbRedeliveries;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbSweepMemory;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A new database with both tables, and clients for it. */
final class FreshTables implements StoreUnderTest, AutoCloseable {
  static final OutboxTable TABLE = new OutboxTable("sample");
  static final RowMappings MAPPINGS = new RowMappings(new ParcelRows());

  private final AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
  private final DynamoDbConnection connection;
  private final DynamoDbOutboxLedger ledger;
  private final DynamoDbOutboxStream stream;
  private final DynamoDbReceipts receipts;

  FreshTables(DynamoDbLocal local) {
    connection = patient(local.endpoint());
    TABLE.createIfMissing(client());
    ledger = ledger(client());
    stream = newStream();
    receipts = DynamoDbReceipts.of(connection, TABLE, System::nanoTime);
  }

  DynamoDbClient client() {
    return connection.tables();
  }

  DynamoDbConnection connection() {
    return connection;
  }

  /**
   * Without the time limits of the service's own clients: on a busy machine, a large commit may
   * take longer than these allow. Tests of the limits use {@link #connectionTo}.
   */
  private DynamoDbConnection patient(URI endpoint) {
    return new DynamoDbConnection(
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .build(),
        DynamoDbStreamsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .build());
  }

  /** Connects to the same database through another endpoint, as the service does. */
  DynamoDbConnection connectionTo(URI endpoint) {
    return DynamoDbConnection.to(endpoint, Region.EU_CENTRAL_1, credentials);
  }

  /** Another client of the same database, with an interceptor that observes its calls. */
  DynamoDbClient watchedClient(URI endpoint, ExecutionInterceptor watcher) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .overrideConfiguration(config -> config.addExecutionInterceptor(watcher))
        .build();
  }

  @Override
  public DynamoDbUnitOfWork unitOfWork() {
    return unitOfWork(client());
  }

  static DynamoDbUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbUnitOfWork(
        client, TABLE, Parcels.FORMAT, MAPPINGS, new SecureRandom(), System::nanoTime);
  }

  @Override
  public DynamoDbOutboxLedger ledger() {
    return ledger;
  }

  @Override
  public DynamoDbOutboxLedger undelivered() {
    return ledger;
  }

  static DynamoDbOutboxLedger ledger(DynamoDbClient client) {
    return new DynamoDbOutboxLedger(
        client, TABLE, Parcels.FORMAT, InstantSource.system(), ReadProblems.LOGGED);
  }

  @Override
  public DynamoDbOutboxStream stream() {
    return stream;
  }

  /** As at the end of a process. */
  void stopStream() {
    stream.close();
  }

  /** Another reader of the stream. It reads once the others have released the lease. */
  DynamoDbOutboxStream newStream() {
    return DynamoDbOutboxStream.of(
        connection,
        TABLE,
        Parcels.FORMAT,
        new TableCheck(client(), TABLE).run(),
        (row, reason) -> ledger.quarantine(row, reason, Instant.now()),
        DynamoDbOutboxStream.LEASE_TIME,
        System::nanoTime);
  }

  @Override
  public Receipts receipts() {
    return receipts;
  }

  @Override
  public SweepMemory sweepMemory() {
    return DynamoDbSweepMemory.of(connection, TABLE);
  }

  @Override
  public ReconcileMemory reconcileMemory() {
    return DynamoDbReconcileMemory.of(connection, TABLE);
  }

  @Override
  public Redeliveries redeliveries() {
    return new DynamoDbRedeliveries(connection, TABLE);
  }

  @Override
  public Heartbeat heartbeat() {
    return DynamoDbHeartbeat.of(connection, TABLE);
  }

  @Override
  public IdempotencyRecords idempotencyRecords() {
    return new DynamoDbIdempotencyRecords(client(), TABLE, ReadProblems.LOGGED);
  }

  @Override
  public Optional<Parcel> parcel(String id) {
    return new AggregateReader(client(), TABLE, ReadProblems.LOGGED)
        .find(Parcel.KEY_PREFIX + id, new ParcelRows()::read);
  }

  /** An outbox row with all its attributes. */
  Map<String, AttributeValue> row(OutboxEntry entry) {
    return client()
        .getItem(get -> get.tableName(TABLE.name()).key(keyOf(entry)).consistentRead(true))
        .item();
  }

  static Map<String, AttributeValue> keyOf(OutboxEntry entry) {
    return OutboxTable.key("OUTBOX#" + entry.eventId(), entry.aggregateId());
  }

  /** Writes an outbox row as a later release or another writer might. */
  void plant(OutboxEntry entry, String attribute, String value) {
    Map<String, AttributeValue> row =
        new HashMap<>(new OutboxItem(Parcels.FORMAT).row(entry, "planted"));
    row.put(attribute, AttributeValue.fromS(value));
    client().putItem(put -> put.tableName(TABLE.name()).item(row));
  }

  @Override
  public void close() {
    stream.close();
    connection.close();
  }
}
