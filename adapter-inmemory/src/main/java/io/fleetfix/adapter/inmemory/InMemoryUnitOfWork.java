package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Traceparent;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import java.util.List;
import java.util.function.Supplier;

/** Commits under the store's lock: all of it, or nothing of it. */
public final class InMemoryUnitOfWork implements UnitOfWork {
  private final InMemoryWorkshop workshop;
  private final Supplier<Traceparent> trace;

  /** Outside of any trace. */
  public InMemoryUnitOfWork(InMemoryWorkshop workshop) {
    this(workshop, () -> Traceparent.NONE);
  }

  /**
   * Writes into this store.
   *
   * @param trace in which the caller is, asked in each commit
   */
  public InMemoryUnitOfWork(InMemoryWorkshop workshop, Supplier<Traceparent> trace) {
    this.workshop = workshop;
    this.trace = trace;
  }

  @Override
  public void commit(Change<?>... changes) {
    List<Change<?>> all = List.of(changes);
    long aggregates = all.stream().map(change -> change.state().aggregateId()).distinct().count();
    if (all.isEmpty() || aggregates < all.size()) {
      throw new IllegalArgumentException("A commit has one change for each of its aggregates");
    }
    workshop.commit(trace.get(), all);
  }
}
