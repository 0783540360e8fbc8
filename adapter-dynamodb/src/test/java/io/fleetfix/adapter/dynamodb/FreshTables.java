package io.fleetfix.adapter.dynamodb;

import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.application.port.StorageUnderTest;
import io.fleetfix.support.localaws.DynamoDbLocal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A database that nobody has used, with both tables, and clients for it. */
final class FreshTables implements AutoCloseable {
  static final WorkshopTable TABLE = new WorkshopTable("workshop");

  private final AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private final DynamoDbDeliveryLedger ledger;
  private final DynamoDbOutboxStream stream;

  FreshTables(DynamoDbLocal local) {
    client = clientFor(local.endpoint());
    streams = streamsClientFor(local.endpoint());
    TABLE.createIfMissing(client);
    ledger = new DynamoDbDeliveryLedger(client, TABLE);
    stream = newStream();
  }

  DynamoDbClient client() {
    return client;
  }

  /** Another client for the same database, by another way to it. */
  DynamoDbClient clientFor(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(64)
                .connectionAcquisitionTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(Calls.timeouts())
        .build();
  }

  DynamoDbStreamsClient streamsClientFor(URI endpoint) {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(Calls.timeouts())
        .build();
  }

  StorageUnderTest storage() {
    return new StorageUnderTest(
        unitOfWork(client),
        new DynamoDbRepairs(client, TABLE),
        new DynamoDbInvoices(client, TABLE),
        new DynamoDbNotices(client, TABLE),
        ledger,
        stream);
  }

  /** As a process does when it ends. */
  void stopStream() {
    stream.close();
  }

  /** Another reader of the stream: it works when the others have given the lease back. */
  DynamoDbOutboxStream newStream() {
    return DynamoDbOutboxStream.of(
        streams,
        new TableCheck(client, TABLE).run(),
        client,
        TABLE,
        (row, reason) -> ledger.quarantine(row, reason, Instant.now()),
        System::nanoTime);
  }

  static DynamoDbUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbUnitOfWork(client, TABLE, new SecureRandom(), System::nanoTime);
  }

  @Override
  public void close() {
    stream.close();
    streams.close();
    client.close();
  }
}
