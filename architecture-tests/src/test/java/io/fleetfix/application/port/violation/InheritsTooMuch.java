package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.port.OutboxLedger;

/** The same, hidden in its ancestry. */
public interface InheritsTooMuch extends OutboxLedger {
  boolean isEmpty();
}
