package io.fleetfix.adapter.dynamodb.stream;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that goes only when told, or when somebody pauses on it. */
final class ManualClock implements LongSupplier, Sleeper {
  /** Shortly before the largest value, which a monotonic clock may pass. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  @Override
  public long getAsLong() {
    return now;
  }

  @Override
  public void pause(long nanos) {
    now += Math.max(nanos, Duration.ofMillis(1).toNanos());
  }

  void advance(Duration time) {
    now += time.toNanos();
  }
}
