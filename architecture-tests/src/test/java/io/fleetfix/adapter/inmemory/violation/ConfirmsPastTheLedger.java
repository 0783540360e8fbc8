package io.fleetfix.adapter.inmemory.violation;

import io.fleetfix.domain.EventId;

/** Marks a delivery that nobody has seen. */
public final class ConfirmsPastTheLedger {
  private ConfirmsPastTheLedger() {}

  public static boolean confirm(InMemoryWorkshop store, EventId eventId) {
    return store.outbox(eventId);
  }
}
