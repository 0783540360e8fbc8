package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;

/** The only way to write state. */
public interface UnitOfWork {
  /**
   * Writes all changed states and all their events atomically. When this method returns, they are
   * as durable as the store, and each event is in the outbox, pending.
   *
   * <p>Not guaranteed: any order between commits to different aggregates; and after {@link
   * StorageUnavailable}, that nothing was written.
   *
   * @param changes one or more changes to commit together, each to a different aggregate
   * @throws ConcurrencyConflict if a stored version differs from the one that its change expects,
   *     or one of the events is already in the outbox; nothing was written
   * @throws StorageUnavailable if the store did not respond in time or the outcome is unknown
   * @throws StoreFull if the store has a capacity and no room; nothing was written
   * @throws TooLarge if the store's limits do not allow the changes; nothing was written
   * @throws IllegalArgumentException if there is no change, two changes are to the same aggregate,
   *     the store does not know the kind of an aggregate, or an event has an empty id or one that
   *     the outbox format does not define; nothing was written
   */
  void commit(Change<?>... changes);

  /**
   * Puts lost events back into the outbox, pending. The aggregate must be stored exactly as given;
   * it is not changed.
   *
   * @throws ConcurrencyConflict if the stored aggregate differs or does not exist, or one of the
   *     events is already in the outbox; nothing was written
   * @throws StorageUnavailable if the store did not respond in time or the outcome is unknown
   */
  void restore(Restoration<?> restoration);

  /**
   * The store does not hold a state, or changes together, of this size. Repeating the commit cannot
   * help, so it is no {@link TransientFailure}.
   *
   * <p>Not guaranteed: that all stores have the same limit. DynamoDB has one per aggregate (400 KB,
   * names of attributes included) and one per commit (4 MB); a store in memory has none, and does
   * not know the form in which another one would store a state. This exception is the last line:
   * bound your aggregates in bytes, far below these limits, where you can explain it to a user.
   */
  final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge(Throwable cause) {
      super("The changes exceed a size limit of the store", cause);
    }
  }

  /**
   * The store has no room for a new or larger aggregate. Nothing was written. The same commit
   * succeeds once there is room. Only a store with a stated capacity throws this.
   */
  final class StoreFull extends TransientFailure {
    private static final long serialVersionUID = 1L;

    public StoreFull() {
      super("The store is full of aggregates that must be kept");
    }
  }
}
