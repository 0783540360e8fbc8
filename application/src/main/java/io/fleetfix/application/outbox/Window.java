package io.fleetfix.application.outbox;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.domain.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which repairs ended.
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
   * A window in which no entry can have expired.
   *
   * @throws InvalidValue if it begins earlier than {@link DeliveryLedger#RETENTION} ago
   */
  public static Window of(Instant from, Instant to, Instant now) {
    if (from.isBefore(now.minus(DeliveryLedger.RETENTION))) {
      throw new InvalidValue(
          "from",
          "must be in the last "
              + DeliveryLedger.RETENTION.toDays()
              + " days: what was delivered before may have expired");
    }
    return new Window(from, to);
  }

  /** The last stretch of this length until now. */
  public static Window last(Duration length, Instant now) {
    return new Window(now.minus(length), now);
  }
}
