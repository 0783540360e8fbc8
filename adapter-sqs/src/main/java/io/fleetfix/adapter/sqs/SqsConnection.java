package io.fleetfix.adapter.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * An SQS client with timeouts, of which the SDK sets none, and with retries that are stated here:
 * the SDK's own differ between releases, and {@code AWS_RETRY_MODE} and {@code AWS_MAX_ATTEMPTS}
 * change them. A call that is throttled, gets a 5xx or loses its connection is repeated after a
 * pause with jitter. Thread-safe.
 */
public record SqsConnection(SqsClient client) implements AutoCloseable {
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** For all attempts of one call, including the pauses between them. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** Including the first. */
  static final int MAX_ATTEMPTS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Each consumer runs a long poll and changes visibilities at the same time. */
  private static final int MAX_CONNECTIONS = 32;

  /**
   * Region, credentials and endpoint come from the SDK's default providers and its standard
   * variables, such as {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_SQS}.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static SqsConnection fromEnvironment(MetricPublisher... watchers) {
    return new SqsConnection(withLimits(SqsClient.builder(), watchers).build());
  }

  /**
   * Connects to this endpoint.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static SqsConnection to(
      URI endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      MetricPublisher... watchers) {
    return new SqsConnection(
        withLimits(SqsClient.builder(), watchers)
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build());
  }

  private static SqsClientBuilder withLimits(
      SqsClientBuilder builder, MetricPublisher... watchers) {
    return builder
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                // Longer than the longest long poll.
                .socketTimeout(Duration.ofSeconds(30))
                .connectionAcquisitionTimeout(Duration.ofSeconds(5)))
        .overrideConfiguration(limits().toBuilder().metricPublishers(List.of(watchers)).build());
  }

  /** The timeouts and retries of every client. */
  static ClientOverrideConfiguration limits() {
    BackoffStrategy pauses = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .apiCallTimeout(CALL_TIMEOUT)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(pauses)
                .throttlingBackoffStrategy(pauses)
                .build())
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
