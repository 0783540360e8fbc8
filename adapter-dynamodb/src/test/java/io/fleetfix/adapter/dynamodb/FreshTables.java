package io.fleetfix.adapter.dynamodb;

import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbReceipts;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbRedeliveries;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.contract.StorageUnderTest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A database that nobody has used, with both tables, and clients for it. */
final class FreshTables implements AutoCloseable {
  static final WorkshopTable TABLE = new WorkshopTable("workshop");

  private final AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
  private final DynamoDbConnection connection;
  private final DynamoDbQuarantine quarantine;
  private final DynamoDbOutboxStream stream;

  FreshTables(DynamoDbLocal local) {
    this(local.endpoint());
  }

  FreshTables(URI endpoint) {
    connection = connectionTo(endpoint);
    TABLE.createIfMissing(client());
    quarantine = new DynamoDbQuarantine(client(), TABLE);
    stream = newStream();
  }

  DynamoDbClient client() {
    return connection.tables();
  }

  DynamoDbConnection connection() {
    return connection;
  }

  /** To the same database, by another way. */
  DynamoDbConnection connectionTo(URI endpoint) {
    return DynamoDbConnection.to(endpoint, Region.EU_CENTRAL_1, credentials);
  }

  /** Another client for the same database, for a test that looks at what goes to and fro. */
  DynamoDbClient countedClient(URI endpoint, ExecutionInterceptor interceptor) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .overrideConfiguration(config -> config.addExecutionInterceptor(interceptor))
        .build();
  }

  StorageUnderTest storage() {
    return new StorageUnderTest(
        unitOfWork(client()),
        new DynamoDbRepairs(client(), TABLE),
        new DynamoDbInvoices(client(), TABLE),
        new DynamoDbNotices(client(), TABLE),
        new DynamoDbRequests(client(), TABLE),
        new DynamoDbDeliveryLedger(client(), TABLE),
        new DynamoDbBacklog(client(), TABLE, quarantine, InstantSource.system()),
        quarantine,
        DynamoDbReceipts.of(connection, TABLE, System::nanoTime),
        new DynamoDbRedeliveries(connection, TABLE),
        stream);
  }

  /** As a process does when it ends. */
  void stopStream() {
    stream.close();
  }

  /** Another reader of the stream: it works when the others have given the lease back. */
  DynamoDbOutboxStream newStream() {
    return DynamoDbOutboxStream.of(
        connection,
        TABLE,
        new TableCheck(client(), TABLE).run(),
        (row, reason) -> quarantine.enter(row, reason, Instant.now()),
        DynamoDbOutboxStream.LEASE_TIME,
        System::nanoTime);
  }

  static DynamoDbUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbUnitOfWork(client, TABLE, new SecureRandom(), System::nanoTime);
  }

  @Override
  public void close() {
    stream.close();
    connection.close();
  }
}
