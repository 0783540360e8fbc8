package io.fleetfix.application.violation;

import java.time.Instant;
import java.util.function.Supplier;

/** Cannot be tested on a leap day. */
public final class TellsTheTimeItself {
  private TellsTheTimeItself() {}

  public static Supplier<Instant> clock() {
    return Instant::now;
  }
}
