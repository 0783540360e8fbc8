package io.fleetfix.outbox.event;

/** What is stored and versioned as a whole. Immutable: a command returns the next state. */
public interface Aggregate {
  /** Unique among all aggregates, for example {@code PARCEL#P-123}. */
  String aggregateId();

  /** The version of this state, at least {@link Version#FIRST} once it is committed. */
  Version version();
}
