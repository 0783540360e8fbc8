package io.fleetfix.domain.repair;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;

/** The repair was cancelled: the front desk gets a notice. */
public record RepairCancelled(RepairId repairId, Version sequence, Instant occurredAt)
    implements RepairEvent {
  public static final String TYPE = "RepairCancelled";

  public RepairCancelled {
    occurredAt = UtcMillis.truncated(occurredAt);
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
