package io.fleetfix.domain;

import java.time.Instant;

/** The invoice of a completed repair has its number: it can go to the customer. */
public record InvoiceIssued(RepairId repairId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "InvoiceIssued";

  public InvoiceIssued {
    occurredAt = Timestamp.millis(occurredAt);
  }

  @Override
  public String aggregateId() {
    return Invoice.aggregateId(repairId);
  }

  @Override
  public String eventType() {
    return TYPE;
  }
}
