package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.StorageUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/** What holds for every call to DynamoDB. */
public final class Calls {
  /** TransactionInProgress needs a second or more in one attempt. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** For all attempts that the SDK makes of one call. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private Calls() {}

  /** The timeouts that a client must be built with: the SDK itself has none. */
  public static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .apiCallTimeout(CALL_TIMEOUT)
        .build();
  }

  static <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }
}
