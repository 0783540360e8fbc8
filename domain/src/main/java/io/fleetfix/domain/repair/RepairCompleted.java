package io.fleetfix.domain.repair;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;

/** The work is done: the customer gets an invoice, the front desk a notice. */
public record RepairCompleted(RepairId repairId, Version sequence, Instant occurredAt)
    implements RepairEvent {
  public static final String TYPE = "RepairCompleted";

  public RepairCompleted {
    occurredAt = UtcMillis.truncated(occurredAt);
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
