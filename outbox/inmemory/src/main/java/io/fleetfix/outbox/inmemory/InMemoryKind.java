package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of aggregate that the store keeps.
 *
 * @param place in which list a state stands, and where; empty if it stands in none
 */
public record InMemoryKind<A extends Aggregate>(Class<A> type, Function<A, Optional<Place>> place) {
  /** A place in a list. */
  public record Place(String list, ListPosition position) {}

  /** A kind that is found by its id only. */
  public static <A extends Aggregate> InMemoryKind<A> unlisted(Class<A> type) {
    return new InMemoryKind<>(type, state -> Optional.empty());
  }

  Optional<Place> placeOf(Aggregate state) {
    return place.apply(type.cast(state));
  }
}
