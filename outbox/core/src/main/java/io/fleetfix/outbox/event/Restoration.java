package io.fleetfix.outbox.event;

import java.util.List;

/**
 * Puts lost events back into the outbox, under the ids that they had. The aggregate's state is only
 * looked at, never written.
 *
 * @param stored the state as it must be stored
 * @param lost events that this aggregate raised in this version or an earlier one; at least one
 */
public record Restoration<A extends Aggregate>(A stored, List<DomainEvent> lost) {
  public Restoration {
    lost = List.copyOf(lost);
    if (lost.isEmpty()) {
      throw new InvalidValue("lost", "must hold at least one event");
    }
    for (DomainEvent event : lost) {
      if (!event.aggregateId().equals(stored.aggregateId())
          || event.sequence().compareTo(stored.version()) > 0) {
        throw new InvalidValue(
            "lost", "must be of the stored aggregate and not of a later version");
      }
    }
  }
}
