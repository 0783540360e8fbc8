package io.fleetfix.outbox.dynamodb.relaytable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that advances only through {@link #advance} and {@link #pause}. */
public final class ManualClock implements LongSupplier {
  /** Starts shortly before overflow, which can happen to a monotonic clock. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  @Override
  public long getAsLong() {
    return now;
  }

  /** Simulates a reader's wait. */
  public void pause(long nanos) {
    now += Math.max(nanos, Duration.ofMillis(1).toNanos());
  }

  public void advance(Duration time) {
    now += time.toNanos();
  }
}
