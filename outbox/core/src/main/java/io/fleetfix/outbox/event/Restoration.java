package io.fleetfix.outbox.event;

import java.util.List;

/**
 * Puts lost events back into the outbox, under their original ids. The aggregate's state is only
 * checked, never written.
 *
 * @param stored the state that must currently be stored
 * @param lost the lost events, raised by this aggregate in this version or an earlier one; at least
 *     one
 */
public record Restoration<A extends Aggregate>(A stored, List<DomainEvent> lost) {
  public Restoration {
    lost = List.copyOf(lost);
    if (lost.isEmpty()) {
      throw new InvalidValue("lost", "must contain at least one event");
    }
    for (DomainEvent event : lost) {
      if (!event.aggregateId().equals(stored.aggregateId())
          || event.sequence().compareTo(stored.version()) > 0) {
        throw new InvalidValue(
            "lost", "must belong to the stored aggregate, in its version or an earlier one");
      }
    }
  }
}
