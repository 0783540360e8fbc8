package io.fleetfix.outbox.delivery.violation;

import java.time.Instant;
import java.util.function.Supplier;

/** Cannot be tested a month later. */
public final class AsksTheClock {
  private AsksTheClock() {}

  public static Supplier<Instant> clock() {
    return Instant::now;
  }
}
