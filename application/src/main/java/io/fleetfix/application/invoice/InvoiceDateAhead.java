package io.fleetfix.application.invoice;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.TransientFailure;
import java.time.Instant;

/**
 * The last invoice of a counter has a date so far ahead of this process's clock that one of the two
 * clocks must be wrong. It is transient, because the event did not cause it: every event would
 * fail, and all succeed once the clock is right or the date is reset. As a permanent failure, it
 * would empty the queue into the dead letters.
 */
public final class InvoiceDateAhead extends TransientFailure {
  private static final long serialVersionUID = 1L;

  InvoiceDateAhead(String counter, Instant lastDate, Instant now) {
    super(
        "The last invoice of "
            + counter
            + " is dated "
            + UtcMillis.text(lastDate)
            + ", too far ahead of this clock at "
            + UtcMillis.text(now));
  }
}
