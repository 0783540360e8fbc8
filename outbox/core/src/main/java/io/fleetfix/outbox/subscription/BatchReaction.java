package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;
import java.util.Map;

/**
 * Handles several waiting events at once. What holds for a {@link Reaction} holds for each event.
 */
public interface BatchReaction {
  /** The maximum number of events that a queue delivers at once. */
  int MAX_EVENTS = 10;

  /**
   * Brings about the effect of every event, unless the effect already exists. A failing event must
   * not block the others.
   *
   * @param events at most {@link #MAX_EVENTS}, in any order; the same event may occur twice
   * @return the failure of each event that must be redelivered; the effects of all other events are
   *     stored
   */
  Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events);
}
