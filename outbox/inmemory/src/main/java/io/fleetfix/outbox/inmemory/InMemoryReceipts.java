package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.Receipts;
import java.util.concurrent.atomic.AtomicReference;

/** The progress of this process's fast path. */
public final class InMemoryReceipts implements Receipts {
  private final AtomicReference<Progress> latest = new AtomicReference<>(Progress.NONE);

  @Override
  public void recordReceipt(Receipt receipt) {
    latest.updateAndGet(progress -> progress.with(receipt));
  }

  @Override
  public Progress latest() {
    return latest.get();
  }
}
