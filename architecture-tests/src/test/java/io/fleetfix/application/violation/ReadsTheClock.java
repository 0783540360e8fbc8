package io.fleetfix.application.violation;

import java.time.Instant;
import java.util.function.Supplier;

/** Cannot be tested with a fixed time. */
public final class ReadsTheClock {
  private ReadsTheClock() {}

  public static Supplier<Instant> clock() {
    return Instant::now;
  }
}
