package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.port.OutboxLedger;

/** Inherits too many methods. */
public interface InheritsTooMuch extends OutboxLedger {
  boolean isEmpty();
}
