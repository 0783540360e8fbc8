package io.fleetfix.adapter.eventbridge.violation;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Ways to build a client whose retries or timeouts are not stated. */
public final class BuildsClients {
  private BuildsClients() {}

  /** With the SDK's defaults. */
  public static final class WithDefaults {
    private WithDefaults() {}

    public static EventBridgeClient client() {
      return EventBridgeClient.create();
    }
  }

  /** With the SDK's defaults, by a method reference. */
  public static final class ByReference {
    private ByReference() {}

    public static Supplier<EventBridgeClient> client() {
      return EventBridgeClient::create;
    }
  }

  /** With a mode, whose attempts and pauses are the SDK's. */
  public static final class WithAMode {
    private WithAMode() {}

    public static EventBridgeClient client() {
      return EventBridgeClient.builder()
          .overrideConfiguration(
              limits ->
                  limits
                      .apiCallAttemptTimeout(Duration.ofSeconds(1))
                      .apiCallTimeout(Duration.ofSeconds(1))
                      .retryStrategy(RetryMode.STANDARD))
          .build();
    }
  }

  /** With retries and without a time for all attempts. */
  public static final class WithoutATimeout {
    private WithoutATimeout() {}

    public static EventBridgeClient client() {
      return EventBridgeClient.builder()
          .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(Duration.ofSeconds(1)))
          .build();
    }
  }
}
