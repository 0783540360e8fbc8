package io.fleetfix.outbox.event;

import java.util.List;

/**
 * A new state together with the events that it raised. It is the only thing that can be committed,
 * so state without its event cannot be expressed.
 *
 * @param state the state after the command
 * @param events what the command raised, each of this aggregate and this version; may be empty
 * @param expected the version that must be stored now: the one before the state's, {@link
 *     Version#NONE} if nothing may be there yet
 */
public record Change<A extends Aggregate>(A state, List<DomainEvent> events, Version expected) {
  public Change {
    events = List.copyOf(events);
    if (!expected.equals(state.version().previous())) {
      throw new InvalidValue("expected", "must be the version before the state's");
    }
    for (DomainEvent event : events) {
      if (!event.aggregateId().equals(state.aggregateId())
          || !event.sequence().equals(state.version())) {
        throw new InvalidValue("events", "must be of the changed aggregate and its new version");
      }
    }
  }

  public static <A extends Aggregate> Change<A> of(A state, DomainEvent... events) {
    return new Change<>(state, List.of(events), state.version().previous());
  }

  /** The same state without its events, for events that are in the outbox already. */
  public Change<A> withoutEvents() {
    return new Change<>(state, List.of(), expected);
  }
}
