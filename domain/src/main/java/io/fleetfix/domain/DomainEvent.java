package io.fleetfix.domain;

import java.time.Instant;

/** A fact that others hear about. It carries ids only, never a person's data. */
public sealed interface DomainEvent permits RepairEvent, InvoiceIssued {
  /** The public name on the bus: a constant, never a class name. */
  String eventType();

  RepairId repairId();

  /** The aggregate that raised it, as in {@link Aggregate#aggregateId()}. */
  String aggregateId();

  /** The aggregate's version when the event was raised: the only order there is. */
  Version sequence();

  /** When it happened by the writer's clock; not for ordering. */
  Instant occurredAt();

  default EventId eventId() {
    return EventId.derive(aggregateId(), sequence(), eventType());
  }
}
