package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import java.util.concurrent.atomic.AtomicReference;

/** The memory of this process's reconciliation. */
public final class InMemoryReconcileMemory implements ReconcileMemory {
  private final AtomicReference<Compared> compared = new AtomicReference<>(Compared.NOTHING);

  @Override
  public Compared latest() {
    return compared.get();
  }

  @Override
  public void save(Compared next) {
    compared.set(next);
  }
}
