package io.fleetfix.support.localstack;

import java.net.URI;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.EnabledService;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * DynamoDB with its streams, EventBridge and SQS at one endpoint.
 *
 * <p>{@code -Dfleetfix.localstack.image} selects another image, {@code -Dfleetfix.localstack.pull}
 * is {@code missing} or {@code always}.
 */
public final class LocalStack implements AutoCloseable {
  /** The last version that requires no token. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  /** Starts the container and waits until it responds. */
  static LocalStack start() {
    DockerImageName image =
        DockerImageName.parse(System.getProperty("fleetfix.localstack.image", IMAGE))
            .asCompatibleSubstituteFor("localstack/localstack");
    LocalStackContainer container =
        new LocalStackContainer(image)
            .withServices(
                Service.DYNAMODB,
                Service.DYNAMODB_STREAMS,
                Service.SQS,
                EnabledService.named("events"))
            .withImagePullPolicy(pullPolicy());
    container.start();
    return new LocalStack(container);
  }

  private static ImagePullPolicy pullPolicy() {
    String policy = System.getProperty("fleetfix.localstack.pull", "missing");
    return switch (policy) {
      case "missing" -> PullPolicy.defaultPolicy();
      case "always" -> PullPolicy.alwaysPull();
      default ->
          throw new IllegalArgumentException(
              "fleetfix.localstack.pull must be missing or always, not " + policy);
    };
  }

  public URI endpoint() {
    return container.getEndpoint();
  }

  public Region region() {
    return Region.of(container.getRegion());
  }

  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
  }

  @Override
  public void close() {
    container.close();
  }
}
