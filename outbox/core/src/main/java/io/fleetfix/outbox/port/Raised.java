package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.paging.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stored aggregate, the events it has raised, and the effects of those events.
 *
 * @param state the aggregate as stored
 * @param events the events, derived from the state; at least one
 * @param effects by name, the effects that must exist once the events are delivered
 * @param unreadable by the effect's name, the rows because of which an effect is unknown
 * @param followers the ids of the aggregates that these events create, if they exist: they may
 *     appear in a window after it was compared, so they are compared when this one is in order
 */
public record Raised<A extends Aggregate>(
    A state,
    List<DomainEvent> events,
    Map<String, Presence> effects,
    Map<String, Unreadable> unreadable,
    Set<String> followers) {
  /** An aggregate whose effects can all be read. */
  public Raised(A state, List<DomainEvent> events, Map<String, Presence> effects) {
    this(state, events, effects, Map.of(), Set.of());
  }

  /**
   * Whether an effect exists. An effect that could not be checked is {@link #UNKNOWN}, never {@link
   * #PRESENT}.
   */
  public enum Presence {
    PRESENT,
    /** It is missing; the event is sent again. */
    MISSING,
    /**
     * It is missing, but the event's message still waits in its queue or is a dead letter: copies
     * would not help, so the event is not sent again.
     */
    WAITING,
    /**
     * It will never exist, because it was refused for good. Because nothing mends that, it is
     * reported only until the event is as old as {@link OutboxLedger#RETENTION}.
     */
    REFUSED,
    UNKNOWN
  }

  public Raised {
    events = List.copyOf(events);
    effects = Map.copyOf(effects);
    unreadable = Map.copyOf(unreadable);
    followers = Set.copyOf(followers);
  }

  /** The restoration that puts this event back into the outbox. */
  public Restoration<A> restoring(DomainEvent lost) {
    return new Restoration<>(state, List.of(lost));
  }
}
