package io.fleetfix.outbox.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

class DynamoDbConnectionTest {
  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void retriesAsOftenAsStatedWhateverTheEnvironmentSays() {
    System.setProperty("aws.retryMode", "adaptive");
    System.setProperty("aws.maxAttempts", "1");
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(
            URI.create("http://localhost:1"),
            Region.EU_CENTRAL_1,
            AnonymousCredentialsProvider.create())) {
      assertThat(
              Stream.of(
                      connection.tables().serviceClientConfiguration(),
                      connection.streams().serviceClientConfiguration())
                  .map(client -> client.overrideConfiguration()))
          .allSatisfy(DynamoDbConnectionTest::hasOurLimits);
    } finally {
      System.clearProperty("aws.retryMode");
      System.clearProperty("aws.maxAttempts");
    }
  }

  private static void hasOurLimits(ClientOverrideConfiguration client) {
    assertThat(client.retryStrategy().map(RetryStrategy::maxAttempts))
        .isEqualTo(Optional.of(DynamoDbConnection.MAX_ATTEMPTS));
    assertThat(client.apiCallTimeout()).isPresent();
    assertThat(client.apiCallAttemptTimeout()).isPresent();
  }
}
