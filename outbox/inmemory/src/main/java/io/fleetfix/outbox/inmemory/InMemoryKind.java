package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of aggregate that the store keeps.
 *
 * @param place the list that contains a state, and its position there; empty if no list contains it
 */
public record InMemoryKind<A extends Aggregate>(Class<A> type, Function<A, Optional<Place>> place) {
  /** A list and a position in it. */
  public record Place(String list, ListPosition position) {}

  /** A kind whose aggregates are found by id only. */
  public static <A extends Aggregate> InMemoryKind<A> unlisted(Class<A> type) {
    return new InMemoryKind<>(type, state -> Optional.empty());
  }

  Optional<Place> placeOf(Aggregate state) {
    return place.apply(type.cast(state));
  }
}
