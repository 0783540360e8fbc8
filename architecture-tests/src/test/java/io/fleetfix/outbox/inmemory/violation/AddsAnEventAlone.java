package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;

/** Adds an event without the state that raised it. */
public final class AddsAnEventAlone {
  private AddsAnEventAlone() {}

  public static void add(InMemoryOutboxLedger outbox, OutboxEntry entry) {
    outbox.add(List.of(entry));
  }
}
