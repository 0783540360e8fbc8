package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import java.util.List;
import java.util.Map;

/**
 * A stored aggregate, the events it has raised, and what came of them.
 *
 * @param state as it is stored
 * @param events derived again from the state, at least one
 * @param effects by name, what the events must have brought about once they are delivered
 */
public record Raised<A extends Aggregate>(
    A state, List<DomainEvent> events, Map<String, Presence> effects) {
  /** Whether an effect is there. "Could not find out" is never "present". */
  public enum Presence {
    PRESENT,
    MISSING,
    UNKNOWN
  }

  public Raised {
    events = List.copyOf(events);
    effects = Map.copyOf(effects);
  }

  /** Would put this event back into the outbox. */
  public Restoration<A> restoring(DomainEvent lost) {
    return new Restoration<>(state, List.of(lost));
  }
}
