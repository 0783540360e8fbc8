package io.fleetfix.domain.invoice;

import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/** An operator has asked to send an invoice, or a credit note, to its customer again. */
public record InvoiceMailRequested(
    RepairId repairId, String aggregateId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "InvoiceMailRequested";

  public InvoiceMailRequested {
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
