package io.fleetfix.domain;

import java.util.List;

/**
 * A new state together with the events that it raised: the only thing that can be written, so that
 * state without its event cannot be expressed.
 *
 * @param state the state after the command; its version is the one after {@link #expected()}
 * @param events what the command raised, each of this aggregate and this version; may be empty
 */
public record Change<A extends Aggregate>(A state, List<DomainEvent> events) {
  public Change {
    events = List.copyOf(events);
    for (DomainEvent event : events) {
      if (!event.aggregateId().equals(state.aggregateId())
          || !event.sequence().equals(state.version())) {
        throw new InvalidValue("events", "must be of the changed aggregate and its new version");
      }
    }
  }

  public static <A extends Aggregate> Change<A> of(A state, DomainEvent... events) {
    return new Change<>(state, List.of(events));
  }

  /** The version that must be stored now; {@link Version#NONE} if nothing must be there yet. */
  public Version expected() {
    return state.version().previous();
  }
}
