package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.DynamoDbIdempotencyRecords;
import io.fleetfix.outbox.dynamodb.RowMappings;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.testing.contract.StorageUnderTest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** An empty database with both tables, and clients for it. */
final class FreshTables implements AutoCloseable {
  static final OutboxTable TABLE = new OutboxTable("workshop");

  static final RowMappings ROWS =
      new RowMappings(
          new RepairRowMapping(),
          new InvoiceRowMapping(),
          new CreditNoteRowMapping(),
          new CorrectionRowMapping(),
          new InvoiceNumbersRowMapping(),
          new NoticeRowMapping(),
          new ContactRowMapping());

  private final AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
  private final DynamoDbConnection connection;

  FreshTables(DynamoDbLocal local) {
    this(local.endpoint());
  }

  FreshTables(URI endpoint) {
    connection = patient(endpoint);
    TABLE.createIfMissing(client());
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

  /** Another client for the same database, for a test that observes requests and responses. */
  DynamoDbClient countedClient(URI endpoint, ExecutionInterceptor interceptor) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .overrideConfiguration(config -> config.addExecutionInterceptor(interceptor))
        .build();
  }

  StorageUnderTest storage() {
    return storage(client());
  }

  /** The same, with a client of its own. */
  static StorageUnderTest storage(DynamoDbClient client) {
    return new StorageUnderTest(
        unitOfWork(client),
        new DynamoDbRepairs(client, TABLE, ReadProblems.LOGGED),
        new DynamoDbInvoices(client, TABLE, ReadProblems.LOGGED),
        new DynamoDbNotices(client, TABLE, ReadProblems.LOGGED),
        new DynamoDbContacts(client, TABLE, ReadProblems.LOGGED),
        new DynamoDbIdempotencyRecords(client, TABLE, ReadProblems.LOGGED),
        new DynamoDbOutboxLedger(
            client, TABLE, WorkshopOutbox.FORMAT, InstantSource.system(), ReadProblems.LOGGED));
  }

  private static DynamoDbWorkshopUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbWorkshopUnitOfWork(
        client, TABLE, ROWS, new SecureRandom(), System::nanoTime, () -> Traceparent.NONE);
  }

  @Override
  public void close() {
    connection.close();
  }
}
