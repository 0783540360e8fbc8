package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;

/**
 * What one listener does with an event. An event may come more than once, late and out of order;
 * the effect is there once all the same.
 */
public interface Reaction {
  /**
   * Has the event's effect, unless it is there already. Returns only when the effect is stored;
   * whatever it throws, the event must be given to it again.
   */
  void on(OutboxEntry event);
}
