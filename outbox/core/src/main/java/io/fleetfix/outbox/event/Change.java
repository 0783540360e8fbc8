package io.fleetfix.outbox.event;

import java.util.List;

/**
 * A new state together with the events that it raised. Only changes can be committed, so a state
 * cannot be written without its events.
 *
 * @param state the state after the command
 * @param events the events that the command raised, each of this aggregate and this version; may be
 *     empty
 * @param expected the version that must currently be stored: the one before the state's, or {@link
 *     Version#NONE} if the aggregate must not exist yet
 */
public record Change<A extends Aggregate>(A state, List<DomainEvent> events, Version expected) {
  public Change {
    events = List.copyOf(events);
    if (!expected.equals(state.version().previous())) {
      throw new InvalidValue("expected", "must be the version before the state's version");
    }
    for (DomainEvent event : events) {
      if (!event.aggregateId().equals(state.aggregateId())
          || !event.sequence().equals(state.version())) {
        throw new InvalidValue(
            "events", "must belong to the changed aggregate and its new version");
      }
    }
  }

  public static <A extends Aggregate> Change<A> of(A state, DomainEvent... events) {
    return new Change<>(state, List.of(events), state.version().previous());
  }

  /** The same change without its events, for events that are already in the outbox. */
  public Change<A> withoutEvents() {
    return new Change<>(state, List.of(), expected);
  }
}
