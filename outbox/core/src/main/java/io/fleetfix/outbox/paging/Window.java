package io.fleetfix.outbox.paging;

import io.fleetfix.outbox.event.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Window(Instant from, Instant to) {
  public Window {
    if (!from.isBefore(to)) {
      throw new InvalidValue("from", "must be before to");
    }
  }

  /**
   * A window that does not reach further back than this.
   *
   * @param age what is older may have expired
   * @throws InvalidValue if it begins earlier
   */
  public static Window within(Duration age, Instant from, Instant to, Instant now) {
    if (from.isBefore(now.minus(age))) {
      throw new InvalidValue(
          "from",
          "must be in the last "
              + age.toDays()
              + " days: what was delivered before may have expired");
    }
    return new Window(from, to);
  }

  /** The last stretch of this length until now. */
  public static Window last(Duration length, Instant now) {
    return new Window(now.minus(length), now);
  }
}
