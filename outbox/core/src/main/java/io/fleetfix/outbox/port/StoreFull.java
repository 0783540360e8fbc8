package io.fleetfix.outbox.port;

/**
 * The store has no room for a new or larger aggregate. Nothing was written. The same commit
 * succeeds once there is room. Only a store with a stated capacity throws this.
 */
public final class StoreFull extends TransientFailure {
  private static final long serialVersionUID = 1L;

  public StoreFull() {
    super("The store is full of aggregates that must be kept");
  }
}
