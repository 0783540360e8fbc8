package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import java.util.Optional;
import java.util.Set;

/**
 * The events that aggregates of one kind have raised, and the effects that these events must have.
 * Reconciliation, redelivery and restoration need nothing else from the application. Every kind of
 * aggregate needs exactly one implementation; use {@link
 * io.fleetfix.outbox.delivery.NoRaisedEvents} for a kind that raises no events. The application
 * does not start if a kind has no implementation.
 *
 * <p>Methods may throw {@link StorageUnavailable}.
 */
public interface RaisedEvents<A extends Aggregate> {
  Class<A> type();

  /** The prefix of these aggregates' ids, for example {@code PARCEL#}. */
  String keyPrefix();

  /** The event types that these aggregates can raise. */
  Set<String> eventTypes();

  /** The names of all effects that {@link Raised#effects} can contain. */
  Set<String> effects();

  /** Those effects that can be {@link Raised.Presence#REFUSED}. */
  Set<String> refusable();

  /**
   * Lists the aggregates that raised events in the window. A page may contain fewer items than
   * requested, or no items, and still have a next page.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   */
  Page<Raised<A>> between(Window window, PageRequest page);

  /** Finds one aggregate. Empty if the id is unknown or the aggregate has raised no events. */
  Optional<Raised<A>> of(String aggregateId);
}
