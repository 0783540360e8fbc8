package io.fleetfix.adapter.eventbridge;

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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;

/**
 * An EventBridge client with timeouts, of which the SDK sets none, and with retries that are stated
 * here: the SDK's own differ between releases, and {@code AWS_RETRY_MODE} and {@code
 * AWS_MAX_ATTEMPTS} change them. A call that is throttled, gets a 5xx or loses its connection is
 * repeated after a pause with jitter. Thread-safe.
 */
public record EventBridgeConnection(EventBridgeClient events) implements AutoCloseable {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /**
   * For all attempts of one call, including the delays between them and the wait for a connection.
   */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** Including the first. */
  static final int MAX_ATTEMPTS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_CONNECTIONS = 16;

  /**
   * Region, credentials and endpoint come from the SDK's default providers and its standard
   * variables, such as {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_EVENTBRIDGE}.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static EventBridgeConnection fromEnvironment(MetricPublisher... watchers) {
    return new EventBridgeConnection(withLimits(EventBridgeClient.builder(), watchers).build());
  }

  /**
   * Connects to this endpoint.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static EventBridgeConnection to(
      URI endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      MetricPublisher... watchers) {
    return new EventBridgeConnection(
        withLimits(EventBridgeClient.builder(), watchers)
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build());
  }

  static EventBridgeClientBuilder withLimits(
      EventBridgeClientBuilder builder, MetricPublisher... watchers) {
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
    events.close();
  }
}
