package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;

/** The only door through which state is written. */
public interface UnitOfWork {
  /**
   * Writes every changed state and every event it raised: all of it or nothing. When this returns,
   * it is as durable as the store, and each event is in the outbox, pending.
   *
   * <p>Not guaranteed: an order between commits to different aggregates; and after {@link
   * StorageUnavailable}, that nothing was written.
   *
   * @param changes one, or several that must move together, each of another aggregate
   * @throws ConcurrencyConflict if any of them is stored in another version than its change
   *     expects, or one of the events is in the outbox already; nothing was written
   * @throws StorageUnavailable if the store gave no clear answer in time
   * @throws IllegalArgumentException for no change at all, two of one aggregate, an aggregate that
   *     the store was not told of, or an event with an id that the outbox's format lacks
   */
  void commit(Change<?>... changes);

  /**
   * Puts lost events back into the outbox, pending. The aggregate must be stored exactly as given,
   * and stays as it is.
   *
   * @throws ConcurrencyConflict if it is stored otherwise or not at all, or one of the events is in
   *     the outbox; nothing was written
   * @throws StorageUnavailable if the store gave no clear answer in time
   */
  void restore(Restoration<?> restoration);
}
