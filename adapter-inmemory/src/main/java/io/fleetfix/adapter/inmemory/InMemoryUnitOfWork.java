package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import java.util.List;

/** Commits under the store's lock: all of it, or nothing of it. */
public final class InMemoryUnitOfWork implements UnitOfWork {
  private final InMemoryWorkshop workshop;

  public InMemoryUnitOfWork(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public void commit(Change<?>... changes) {
    List<Change<?>> all = List.of(changes);
    long aggregates = all.stream().map(change -> change.state().aggregateId()).distinct().count();
    if (all.isEmpty() || aggregates < all.size()) {
      throw new IllegalArgumentException("A commit has one change for each of its aggregates");
    }
    workshop.commit(all);
  }
}
