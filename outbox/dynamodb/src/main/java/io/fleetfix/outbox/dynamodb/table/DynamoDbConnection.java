package io.fleetfix.outbox.dynamodb.table;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The way to the tables and to their stream, with timeouts, which the SDK itself has none of. Safe
 * for threads.
 */
public record DynamoDbConnection(DynamoDbClient tables, DynamoDbStreamsClient streams)
    implements AutoCloseable {
  /** TransactionInProgress needs a second or more in one attempt. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** For all attempts that the SDK makes of one call, waiting for a connection included. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_CONNECTIONS = 64;

  /**
   * Where the SDK's own chain and its standard variables point: {@code AWS_REGION}, credentials,
   * {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_DYNAMODB_STREAMS}.
   *
   * @param watchers are told of each call; closed by whoever made them
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the chain names no region
   */
  public static DynamoDbConnection fromEnvironment(MetricPublisher... watchers) {
    return DynamoDbErrors.read(
        () ->
            new DynamoDbConnection(
                withTimeouts(DynamoDbClient.builder(), watchers).build(),
                withTimeouts(DynamoDbStreamsClient.builder(), watchers).build()));
  }

  /**
   * To this address, for tables and stream alike.
   *
   * @param watchers are told of each call; closed by whoever made them
   */
  public static DynamoDbConnection to(
      URI endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      MetricPublisher... watchers) {
    return new DynamoDbConnection(
        at(endpoint, region, credentials, withTimeouts(DynamoDbClient.builder(), watchers)).build(),
        at(endpoint, region, credentials, withTimeouts(DynamoDbStreamsClient.builder(), watchers))
            .build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> B at(
      URI endpoint, Region region, AwsCredentialsProvider credentials, B builder) {
    return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B withTimeouts(
      B builder, MetricPublisher... watchers) {
    return builder
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionAcquisitionTimeout(CALL_TIMEOUT))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .metricPublishers(List.of(watchers))
                .build());
  }

  @Override
  public void close() {
    streams.close();
    tables.close();
  }
}
