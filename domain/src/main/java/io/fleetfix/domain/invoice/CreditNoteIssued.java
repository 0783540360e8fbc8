package io.fleetfix.domain.invoice;

import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/**
 * An invoice, or a part of it, was taken back by a credit note, which can be sent to the customer.
 */
public record CreditNoteIssued(
    RepairId repairId, String aggregateId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "CreditNoteIssued";

  public CreditNoteIssued {
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
