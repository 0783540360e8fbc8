package io.fleetfix.adapter.dynamodb;

import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/**
 * The same contracts on LocalStack, where there is Docker; skipped where there is none. {@code
 * -Dfleetfix.localstack.image} takes another image, {@code -Dfleetfix.localstack.pull=always} pulls
 * it anew.
 */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackStorageTest extends StorageContracts {
  @Container
  private static final LocalStackContainer AWS =
      new LocalStackContainer(
              DockerImageName.parse(
                      System.getProperty(
                          "fleetfix.localstack.image", "localstack/localstack:4.14.0"))
                  .asCompatibleSubstituteFor("localstack/localstack"))
          .withServices(LocalStackContainer.Service.DYNAMODB)
          .withImagePullPolicy(
              System.getProperty("fleetfix.localstack.pull", "missing").equals("always")
                  ? PullPolicy.alwaysPull()
                  : PullPolicy.defaultPolicy());

  LocalStackStorageTest() {
    super(AWS.getEndpoint());
  }
}
