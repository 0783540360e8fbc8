package io.fleetfix.outbox.dynamodb.table;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Clients for the tables and the stream, with timeouts, of which the SDK sets none, and with
 * retries that are stated here: the SDK's own differ between releases, and {@code AWS_RETRY_MODE}
 * and {@code AWS_MAX_ATTEMPTS} change them. A call that is throttled, gets a 5xx or loses its
 * connection is repeated after a pause with jitter. Thread-safe.
 */
public record DynamoDbConnection(DynamoDbClient tables, DynamoDbStreamsClient streams)
    implements AutoCloseable {
  /** TransactionInProgress can take a second or more in one attempt. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** For all of the SDK's attempts of one call, including the wait for a connection. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** Including the first. */
  static final int MAX_ATTEMPTS = 6;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_CONNECTIONS = 64;

  /**
   * Region, credentials and endpoints come from the SDK's default providers and its standard
   * variables, such as {@code AWS_REGION}, {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code
   * AWS_ENDPOINT_URL_DYNAMODB_STREAMS}.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   * @throws io.fleetfix.outbox.port.StorageUnavailable if no region is configured
   */
  public static DynamoDbConnection fromEnvironment(MetricPublisher... watchers) {
    return DynamoDbErrors.read(
        () ->
            new DynamoDbConnection(
                withLimits(DynamoDbClient.builder(), watchers).build(),
                withLimits(DynamoDbStreamsClient.builder(), watchers).build()));
  }

  /**
   * Connects to this endpoint, for both tables and stream.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static DynamoDbConnection to(
      URI endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      MetricPublisher... watchers) {
    return new DynamoDbConnection(
        at(endpoint, region, credentials, withLimits(DynamoDbClient.builder(), watchers)).build(),
        at(endpoint, region, credentials, withLimits(DynamoDbStreamsClient.builder(), watchers))
            .build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> B at(
      URI endpoint, Region region, AwsCredentialsProvider credentials, B builder) {
    return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B withLimits(
      B builder, MetricPublisher... watchers) {
    BackoffStrategy pauses = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
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
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .backoffStrategy(pauses)
                        .throttlingBackoffStrategy(pauses)
                        .build())
                .build());
  }

  @Override
  public void close() {
    streams.close();
    tables.close();
  }
}
