package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.paging.Unreadable;
import java.util.List;
import java.util.Map;

/**
 * A stored aggregate, the events it has raised, and the effects of those events.
 *
 * @param state the aggregate as stored
 * @param events the events, derived from the state; at least one
 * @param effects by name, the effects that must exist once the events are delivered
 * @param unreadable by the effect's name, the rows because of which an effect is unknown
 */
public record Raised<A extends Aggregate>(
    A state,
    List<DomainEvent> events,
    Map<String, Presence> effects,
    Map<String, Unreadable> unreadable) {
  /** An aggregate whose effects can all be read. */
  public Raised(A state, List<DomainEvent> events, Map<String, Presence> effects) {
    this(state, events, effects, Map.of());
  }

  /**
   * Whether an effect exists. An effect that could not be checked is {@link #UNKNOWN}, never {@link
   * #PRESENT}.
   */
  public enum Presence {
    PRESENT,
    MISSING,
    UNKNOWN
  }

  public Raised {
    events = List.copyOf(events);
    effects = Map.copyOf(effects);
    unreadable = Map.copyOf(unreadable);
  }

  /** The restoration that puts this event back into the outbox. */
  public Restoration<A> restoring(DomainEvent lost) {
    return new Restoration<>(state, List.of(lost));
  }
}
