package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;

/**
 * Handles an event. An event may arrive more than once, late and out of order; its effect must
 * still occur only once.
 */
public interface Reaction {
  /**
   * Brings about the event's effect, unless the effect already exists. Return only when the effect
   * is stored. If this method throws any exception, the event is redelivered.
   */
  void on(OutboxEntry event);
}
