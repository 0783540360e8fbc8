package io.fleetfix.outbox.event;

/**
 * State that is stored and versioned as a unit. Implementations are immutable: a command returns
 * the next state.
 */
public interface Aggregate {
  /** An id that is unique among all aggregates, for example {@code PARCEL#P-123}. */
  String aggregateId();

  /** The version of this state, at least {@link Version#FIRST} once it is committed. */
  Version version();
}
