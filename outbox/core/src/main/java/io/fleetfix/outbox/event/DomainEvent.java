package io.fleetfix.outbox.event;

import java.time.Instant;
import java.util.Map;

/** A fact that others hear about. It carries ids only, never personal data. */
public interface DomainEvent {
  /** The public name on the bus: a constant, never a class name. */
  String eventType();

  /** The aggregate that raised the event, as in {@link Aggregate#aggregateId()}. */
  String aggregateId();

  /** The aggregate's version when the event was raised: the only order there is. */
  Version sequence();

  /** When it happened by the writer's clock. Do not order by it. */
  Instant occurredAt();

  /**
   * The ids that consumers of this event want, by the field's name on the bus. Every field must be
   * one of the outbox's format; values are not empty.
   */
  Map<String, String> ids();

  /** Derived, so that a repeated command cannot mint a second event. */
  default EventId eventId() {
    return EventId.derive(aggregateId(), sequence(), eventType());
  }
}
