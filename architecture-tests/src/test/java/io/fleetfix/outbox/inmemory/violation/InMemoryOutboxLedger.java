package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.ArrayList;
import java.util.List;

/** Stands in for the real ledger, with a write method too many. */
public final class InMemoryOutboxLedger {
  private final List<OutboxEntry> entries = new ArrayList<>();

  public void add(List<OutboxEntry> committed) {
    entries.addAll(committed);
  }

  public void appendSilently(OutboxEntry entry) {
    entries.add(entry);
  }
}
