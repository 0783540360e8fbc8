package io.fleetfix.outbox.dynamodb.relaytable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that goes only when told, or when somebody pauses on it. */
public final class ManualClock implements LongSupplier {
  /** Shortly before the largest value, which a monotonic clock may pass. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  @Override
  public long getAsLong() {
    return now;
  }

  /** As a reader waits. */
  public void pause(long nanos) {
    now += Math.max(nanos, Duration.ofMillis(1).toNanos());
  }

  public void advance(Duration time) {
    now += time.toNanos();
  }
}
