package io.fleetfix.adapter.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** An SQS client with timeouts; the SDK sets none of its own. Thread-safe. */
public record SqsConnection(SqsClient client) implements AutoCloseable {
  /** Each consumer runs a long poll and changes visibilities at the same time. */
  private static final int MAX_CONNECTIONS = 32;

  /**
   * Region, credentials and endpoint come from the SDK's default providers and its standard
   * variables, such as {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_SQS}.
   *
   * @param watchers receive the metrics of each call; the caller closes them
   */
  public static SqsConnection fromEnvironment(MetricPublisher... watchers) {
    return new SqsConnection(withTimeouts(SqsClient.builder(), watchers).build());
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
        withTimeouts(SqsClient.builder(), watchers)
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build());
  }

  private static SqsClientBuilder withTimeouts(
      SqsClientBuilder builder, MetricPublisher... watchers) {
    return builder
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                // Longer than the longest long poll.
                .socketTimeout(Duration.ofSeconds(30))
                .connectionAcquisitionTimeout(Duration.ofSeconds(5)))
        .overrideConfiguration(
            SqsQueue.timeouts().toBuilder().metricPublishers(List.of(watchers)).build());
  }

  @Override
  public void close() {
    client.close();
  }
}
