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

/** The way to SQS, with timeouts, which the SDK itself has none of. Safe for threads. */
public record SqsConnection(SqsClient client) implements AutoCloseable {
  /** Each consumer has a long poll under way, and changes visibilities meanwhile. */
  private static final int MAX_CONNECTIONS = 32;

  /**
   * Where the SDK's own chain and its standard variables point: {@code AWS_REGION}, credentials and
   * {@code AWS_ENDPOINT_URL_SQS}.
   *
   * @param watchers are told of each call; closed by whoever made them
   */
  public static SqsConnection fromEnvironment(MetricPublisher... watchers) {
    return new SqsConnection(withTimeouts(SqsClient.builder(), watchers).build());
  }

  /**
   * To this address.
   *
   * @param watchers are told of each call; closed by whoever made them
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
                // Longer than a long poll keeps its answer waiting.
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
