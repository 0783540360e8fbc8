package io.fleetfix.outbox.paging;

import io.fleetfix.outbox.event.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/**
 * A time range.
 *
 * @param from the start, inclusive
 * @param to the end, exclusive
 */
public record Window(Instant from, Instant to) {
  public Window {
    if (!from.isBefore(to)) {
      throw new InvalidValue("from", "must be before to");
    }
  }

  /**
   * A window that begins at most {@code age} before now.
   *
   * @param age the maximum age; older entries may have expired
   * @throws InvalidValue if the window begins earlier
   */
  public static Window within(Duration age, Instant from, Instant to, Instant now) {
    if (from.isBefore(now.minus(age))) {
      throw new InvalidValue(
          "from",
          "must be within the last "
              + age.toDays()
              + " days: events delivered earlier may have expired");
    }
    return new Window(from, to);
  }

  /** The window of this length that ends now. */
  public static Window last(Duration length, Instant now) {
    return new Window(now.minus(length), now);
  }
}
