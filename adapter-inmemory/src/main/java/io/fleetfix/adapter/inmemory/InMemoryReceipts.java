package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Receipts;
import java.util.concurrent.atomic.AtomicReference;

/** How far the fast path of this process has got. */
public final class InMemoryReceipts implements Receipts {
  private final AtomicReference<Arrivals> latest = new AtomicReference<>(Arrivals.NONE);

  @Override
  public void seen(Arrivals arrivals) {
    latest.accumulateAndGet(arrivals, Arrivals::and);
  }

  @Override
  public Arrivals latest() {
    return latest.get();
  }
}
