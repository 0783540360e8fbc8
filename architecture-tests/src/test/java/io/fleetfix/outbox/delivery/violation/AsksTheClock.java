package io.fleetfix.outbox.delivery.violation;

import java.time.Instant;
import java.util.function.Supplier;

/** Cannot be tested with a fixed time. */
public final class AsksTheClock {
  private AsksTheClock() {}

  public static Supplier<Instant> clock() {
    return Instant::now;
  }
}
