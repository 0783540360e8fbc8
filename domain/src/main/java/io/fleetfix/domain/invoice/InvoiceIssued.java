package io.fleetfix.domain.invoice;

import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/** An invoice of a completed repair has its number and can be sent to the customer. */
public record InvoiceIssued(
    RepairId repairId, String aggregateId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "InvoiceIssued";

  public InvoiceIssued {
    occurredAt = UtcMillis.truncated(occurredAt);
  }

  @Override
  public Map<String, String> ids() {
    return Map.of(RepairId.FIELD, repairId.value());
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
