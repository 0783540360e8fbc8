package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of aggregate that the store keeps.
 *
 * @param place the list that contains a state, and its position there; empty if no list contains it
 * @param room what a state takes of the store's capacity
 */
public record InMemoryKind<A extends Aggregate>(
    Class<A> type, Function<A, Optional<Place>> place, Function<A, Room> room) {
  /** An estimate for small aggregates with two or three events. */
  private static final long DEFAULT_BYTES = 2_048;

  /** The record, its key twice, and its places in two maps and in its group. */
  private static final long RECORD_BYTES = 640;

  /** A list and a position in it. */
  public record Place(String list, ListPosition position) {}

  /**
   * What a state takes of the store's capacity, and when the store may remove it.
   *
   * @param group the aggregates of one group are removed together, with their events. Use the id
   *     under which commands find the aggregate: the records of its requests are then of the same
   *     group. It must be the same for all states of an aggregate
   * @param bytes the heap that the state takes, estimated, with everything that must follow from
   *     it: its events, and the aggregates that react to them, which then count zero. So what was
   *     accepted can always be finished
   * @param removableWith empty if the state must be kept. Otherwise the ids of those aggregates of
   *     the group that must be stored before it may be removed: the effects of the state's events
   */
  public record Room(String group, long bytes, Optional<Set<String>> removableWith) {
    /** For a state that must be kept. A new or larger one is refused if the store is full. */
    public static Room kept(String group, long bytes) {
      return new Room(group, bytes, Optional.empty());
    }

    /** For a state that may be removed once these aggregates are stored. It is never refused. */
    public static Room removableWith(String group, long bytes, String... aggregateIds) {
      return new Room(group, bytes, Optional.of(Set.of(aggregateIds)));
    }

    /** The most heap that a text takes: two bytes per character, and two headers. */
    public static long ofText(String text) {
      return 48 + 2L * text.length();
    }
  }

  /** A kind whose aggregates are never removed, each estimated at 2 KiB with its events. */
  public InMemoryKind(Class<A> type, Function<A, Optional<Place>> place) {
    this(type, place, state -> Room.kept(state.aggregateId(), DEFAULT_BYTES));
  }

  /** A kind as above whose aggregates are found by id only. */
  public static <A extends Aggregate> InMemoryKind<A> unlisted(Class<A> type) {
    return new InMemoryKind<>(type, state -> Optional.empty());
  }

  /** A kind whose aggregates are found by id only. */
  public static <A extends Aggregate> InMemoryKind<A> unlisted(
      Class<A> type, Function<A, Room> room) {
    return new InMemoryKind<>(type, state -> Optional.empty(), room);
  }

  /** Few and small aggregates, which are always accepted and never removed, such as counters. */
  public static <A extends Aggregate> InMemoryKind<A> counter(Class<A> type) {
    return unlisted(type, state -> Room.kept(state.aggregateId(), 0));
  }

  /** The records of requests, which go with the aggregate that was returned for the request. */
  static InMemoryKind<IdempotencyRecord> ofRecords() {
    return unlisted(
        IdempotencyRecord.class, record -> Room.removableWith(record.answer(), RECORD_BYTES));
  }

  Optional<Place> placeOf(Aggregate state) {
    return place.apply(type.cast(state));
  }

  Room roomOf(Aggregate state) {
    return room.apply(type.cast(state));
  }
}
