package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.Traceparent;
import java.util.function.Supplier;

/** The workshop's unit of work on the store in memory. */
public final class InMemoryWorkshopUnitOfWork extends InMemoryUnitOfWork implements UnitOfWork {
  /** Creates a unit of work that stores no trace context. */
  public InMemoryWorkshopUnitOfWork(InMemoryStore store) {
    super(store);
  }

  /**
   * Creates a unit of work that writes to this store.
   *
   * @param trace supplies the caller's trace context, once per commit
   */
  public InMemoryWorkshopUnitOfWork(InMemoryStore store, Supplier<Traceparent> trace) {
    super(store, trace);
  }
}
