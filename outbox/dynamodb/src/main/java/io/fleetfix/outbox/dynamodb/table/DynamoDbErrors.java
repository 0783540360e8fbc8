package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates the SDK's failures. */
public final class DynamoDbErrors {
  private DynamoDbErrors() {}

  /**
   * Returns the result of the call.
   *
   * @throws StorageUnavailable if DynamoDB gave no clear answer
   */
  public static <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }
}
