package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.TransientFailure;
import java.time.Duration;

/**
 * An event cannot be handled before some time has passed, and it is known how much. A queue
 * consumer should put the message to rest for that time instead of holding it: what it waits for is
 * its own affair, not an outage.
 */
public class Postponed extends TransientFailure {
  private static final long serialVersionUID = 1L;

  private final Duration delay;

  /**
   * Creates the exception.
   *
   * @param reason for the log; contains no secrets and no personal data
   * @param delay after which to handle the event again; positive
   */
  public Postponed(String reason, Duration delay) {
    super(reason);
    this.delay = delay;
  }

  public Duration delay() {
    return delay;
  }
}
