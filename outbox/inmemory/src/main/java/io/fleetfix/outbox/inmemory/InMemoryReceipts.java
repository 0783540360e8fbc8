package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.Receipts;
import java.util.concurrent.atomic.AtomicReference;

/** The progress of this process's fast path. */
public final class InMemoryReceipts implements Receipts {
  private final AtomicReference<Arrivals> latest = new AtomicReference<>(Arrivals.NONE);

  @Override
  public void recordReceipt(Arrivals arrivals) {
    latest.accumulateAndGet(arrivals, Arrivals::and);
  }

  @Override
  public Arrivals latest() {
    return latest.get();
  }
}
