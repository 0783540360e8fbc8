package io.fleetfix.application.port;

import io.fleetfix.domain.Change;
import io.fleetfix.domain.Request;

/** The only door through which state is written. */
public interface UnitOfWork {
  /**
   * Writes every changed state and every event it raised: all of it or nothing. When this returns,
   * it is durable as far as the store is, and each event is in the outbox, pending.
   *
   * <p>A stored {@link Request} that {@link Request#isExpiredAt is expired} when the new one of its
   * key is received counts as not there: the new one takes its place.
   *
   * <p>Not guaranteed: an order between commits to different aggregates; and after {@link
   * StorageUnavailable}, that nothing was written.
   *
   * @param changes one, or several that must move together, each of another aggregate
   * @throws ConcurrencyConflict if any of them is stored in another version than its change
   *     expects, or one of the events is in the outbox already; nothing was written
   * @throws StorageUnavailable if the store gave no clear answer in time
   * @throws IllegalArgumentException for no change at all, or two of one aggregate
   */
  void commit(Change<?>... changes);
}
