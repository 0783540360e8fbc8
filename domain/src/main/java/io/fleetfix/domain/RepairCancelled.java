package io.fleetfix.domain;

import java.time.Instant;

/** The repair will not be done: the front desk gets a notice. */
public record RepairCancelled(RepairId repairId, Version sequence, Instant occurredAt)
    implements RepairEvent {
  public static final String TYPE = "RepairCancelled";

  public RepairCancelled {
    occurredAt = Timestamp.millis(occurredAt);
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
