package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Restoration;

/** Goes to the store directly, by its other half. */
public final class RestoresPastTheUnitOfWork {
  private RestoresPastTheUnitOfWork() {}

  public static void restore(InMemoryStore store, Restoration<?> lost) {
    store.restore(lost);
  }
}
