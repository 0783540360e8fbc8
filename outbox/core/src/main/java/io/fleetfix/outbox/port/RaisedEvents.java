package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import java.util.Optional;
import java.util.Set;

/**
 * Which events the aggregates of one kind have raised, and what must have come of them: all that
 * reconciliation, redelivery and restoration ask of the application. Every kind has exactly one;
 * {@link NoRaisedEvents} says explicitly that a kind raises none. A kind without one stops the
 * start.
 *
 * <p>Methods may throw {@link StorageUnavailable}.
 */
public interface RaisedEvents<A extends Aggregate> {
  Class<A> type();

  /** What the ids of these aggregates begin with, for example {@code PARCEL#}. */
  String keyPrefix();

  /** The event types that these aggregates can raise. */
  Set<String> eventTypes();

  /** The names of every effect that {@link Raised#effects} can have. */
  Set<String> effects();

  /**
   * The aggregates that raised events in the window, page by page. A page may hold fewer than
   * wanted, or none, and still be followed by another.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor cannot be read
   */
  Page<Raised<A>> between(Window window, PageRequest page);

  /** One aggregate; empty if there is none of this id, or it has raised nothing. */
  Optional<Raised<A>> of(String aggregateId);
}
