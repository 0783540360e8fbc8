package io.fleetfix.domain;

import java.time.Instant;

/** The work is done: the customer gets an invoice, the front desk a notice. */
public record RepairCompleted(RepairId repairId, Version sequence, Instant occurredAt)
    implements RepairEvent {
  public static final String TYPE = "RepairCompleted";

  public RepairCompleted {
    occurredAt = Timestamp.millis(occurredAt);
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
