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

  /**
   * A bound on the bytes that a store needs for this state. It depends on the state alone, so every
   * store ends the pages of a list at the same item. The default is for aggregates that are always
   * small; one that holds texts of any length or a list must count them.
   */
  default int sizeInBytes() {
    return 1_000;
  }
}
