package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;
import java.util.Map;

/**
 * What one listener does with several waiting events at once; for each of them as a {@link
 * Reaction}.
 */
public interface BatchReaction {
  /** As many as a queue gives out at once. */
  int MAX_EVENTS = 10;

  /**
   * Has the effect of every event, unless it is there already. One that fails does not hold up the
   * others.
   *
   * @param events at most {@link #MAX_EVENTS}, in any order; one may be among them twice
   * @return why an event must be given again; the effect of each that is not named is stored
   */
  Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events);
}
