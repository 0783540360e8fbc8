package io.fleetfix.adapter.inmemory.violation;

import io.fleetfix.domain.Change;

/** Goes to the store directly. */
public final class CommitsPastTheUnitOfWork {
  private CommitsPastTheUnitOfWork() {}

  public static void commit(InMemoryWorkshop store, Change<?> change) {
    store.commit(change);
  }
}
