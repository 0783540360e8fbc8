package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.Traceparent;
import java.util.function.Supplier;

/** The workshop's door to the store in memory. */
public final class InMemoryWorkshopUnitOfWork extends InMemoryUnitOfWork implements UnitOfWork {
  /** Outside of any trace. */
  public InMemoryWorkshopUnitOfWork(InMemoryStore store) {
    super(store);
  }

  /**
   * Writes into this store.
   *
   * @param trace in which the caller is, asked in each commit
   */
  public InMemoryWorkshopUnitOfWork(InMemoryStore store, Supplier<Traceparent> trace) {
    super(store, trace);
  }
}
