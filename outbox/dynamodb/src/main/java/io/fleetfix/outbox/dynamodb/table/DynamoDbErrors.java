package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** What holds for every read of DynamoDB. */
public final class DynamoDbErrors {
  private DynamoDbErrors() {}

  /**
   * What the call answers.
   *
   * @throws StorageUnavailable without a clear answer
   */
  public static <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }
}
