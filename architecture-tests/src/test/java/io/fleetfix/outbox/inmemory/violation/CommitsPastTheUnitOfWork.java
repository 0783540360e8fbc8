package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Change;

/** Commits to the store directly. */
public final class CommitsPastTheUnitOfWork {
  private CommitsPastTheUnitOfWork() {}

  public static void commit(InMemoryStore store, Change<?> change) {
    store.commit(change);
  }
}
