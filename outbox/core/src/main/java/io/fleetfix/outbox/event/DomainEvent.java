package io.fleetfix.outbox.event;

import java.time.Instant;
import java.util.Map;

/** A fact that is published on the bus. It carries ids only, never personal data. */
public interface DomainEvent {
  /** The event's public name on the bus: a constant, never a class name. */
  String eventType();

  /** The aggregate that raised the event, as in {@link Aggregate#aggregateId()}. */
  String aggregateId();

  /** The aggregate's version when the event was raised: the only ordering that events have. */
  Version sequence();

  /** When the event happened, by the writer's clock. Do not order events by this time. */
  Instant occurredAt();

  /**
   * The ids that consumers of this event need, by field name on the bus. The outbox format must
   * define every field; values must not be empty.
   */
  Map<String, String> ids();

  /** The event's id. It is derived, so that repeating a command cannot create a second event. */
  default EventId eventId() {
    return EventId.derive(aggregateId(), sequence(), eventType());
  }
}
