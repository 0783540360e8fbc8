package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.StorageUnavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** What holds for every read of DynamoDB. */
final class DynamoDbErrors {
  private DynamoDbErrors() {}

  static <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }
}
