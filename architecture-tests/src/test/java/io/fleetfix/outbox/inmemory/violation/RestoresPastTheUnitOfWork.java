package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Restoration;

/** Restores in the store directly. */
public final class RestoresPastTheUnitOfWork {
  private RestoresPastTheUnitOfWork() {}

  public static void restore(InMemoryStore store, Restoration<?> lost) {
    store.restore(lost);
  }
}
