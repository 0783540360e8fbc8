package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.StorageUnderTest;
import io.fleetfix.support.localaws.DynamoDbLocal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
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

  FreshTables(DynamoDbLocal local) {
    client = clientFor(local.endpoint());
    TABLE.createIfMissing(client);
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
        new DynamoDbDeliveryLedger(client, TABLE),
        (patience, taker) -> 0);
  }

  static DynamoDbUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbUnitOfWork(client, TABLE, new SecureRandom(), System::nanoTime);
  }

  @Override
  public void close() {
    client.close();
  }
}
