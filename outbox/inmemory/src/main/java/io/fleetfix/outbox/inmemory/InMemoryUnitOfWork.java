package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.port.UnitOfWork;
import java.util.List;
import java.util.function.Supplier;

/** Commits atomically, under the store's lock. */
public class InMemoryUnitOfWork implements UnitOfWork {
  private final InMemoryStore store;
  private final Supplier<Traceparent> trace;

  /** Creates a unit of work outside any trace. */
  public InMemoryUnitOfWork(InMemoryStore store) {
    this(store, () -> Traceparent.NONE);
  }

  /**
   * Creates a unit of work on this store.
   *
   * @param trace supplies the caller's trace on each commit
   */
  public InMemoryUnitOfWork(InMemoryStore store, Supplier<Traceparent> trace) {
    this.store = store;
    this.trace = trace;
  }

  @Override
  public final void commit(Change<?>... changes) {
    List<Change<?>> all = List.of(changes);
    long aggregates = all.stream().map(change -> change.state().aggregateId()).distinct().count();
    if (all.isEmpty() || aggregates < all.size()) {
      throw new IllegalArgumentException(
          "A commit must have at least one change, and only one per aggregate");
    }
    store.commit(trace.get(), all);
  }

  @Override
  public final void restore(Restoration<?> restoration) {
    store.restore(trace.get(), restoration);
  }
}
