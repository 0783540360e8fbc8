package io.fleetfix.domain;

import java.util.List;

/**
 * A new state together with the events that it raised: the only thing that can be written, so that
 * state without its event cannot be expressed.
 *
 * @param state the state after the command
 * @param events what the command raised, each of this aggregate and this version; may be empty.
 *     Told again, they may be of an earlier version
 * @param expected the version that must be stored now: the one before the state's, {@link
 *     Version#NONE} if nothing must be there yet; or the state's own if only events are told again
 */
public record Change<A extends Aggregate>(A state, List<DomainEvent> events, Version expected) {
  public Change {
    events = List.copyOf(events);
    boolean retelling = expected.equals(state.version());
    if (retelling ? events.isEmpty() : !expected.equals(state.version().previous())) {
      throw new InvalidValue("expected", "must be the version before, or there must be events");
    }
    for (DomainEvent event : events) {
      int age = event.sequence().compareTo(state.version());
      if (!event.aggregateId().equals(state.aggregateId()) || (retelling ? age > 0 : age != 0)) {
        throw new InvalidValue("events", "must be of the changed aggregate and its new version");
      }
    }
  }

  public static <A extends Aggregate> Change<A> of(A state, DomainEvent... events) {
    return new Change<>(state, List.of(events), state.version().previous());
  }

  /**
   * Tells again what the stored state once raised and what was lost since: the events' rows come
   * back, with the ids that they had. The state must be stored just like this, and stays.
   */
  public static <A extends Aggregate> Change<A> retelling(A stored, DomainEvent... lost) {
    return new Change<>(stored, List.of(lost), stored.version());
  }

  /** This state without what it raises: for an event that is in the outbox already. */
  public Change<A> silent() {
    return new Change<>(state, List.of(), expected);
  }

  /** Whether only events are told again. */
  public boolean isRetelling() {
    return expected.equals(state.version());
  }
}
