package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/**
 * An event as the outbox stores it and the bus carries it: ids and times, never personal data.
 *
 * @param ids the ids that consumers need, by field name; a field that the event lacks is absent
 * @param sequence the aggregate's version when it raised the event: the only ordering that events
 *     have
 * @param trace the trace in which the event was raised
 */
public record OutboxEntry(
    EventId eventId,
    String eventType,
    Map<String, String> ids,
    Instant occurredAt,
    String aggregateId,
    Version sequence,
    Traceparent trace) {
  public OutboxEntry {
    ids = Map.copyOf(ids);
  }

  /** The entry of an event that was raised outside any trace. */
  public static OutboxEntry of(DomainEvent event) {
    return of(event, Traceparent.NONE);
  }

  public static OutboxEntry of(DomainEvent event, Traceparent trace) {
    return new OutboxEntry(
        event.eventId(),
        event.eventType(),
        event.ids(),
        event.occurredAt(),
        event.aggregateId(),
        event.sequence(),
        trace);
  }

  /** The id in this field; an empty string if the event lacks it. */
  public String id(String field) {
    return ids.getOrDefault(field, "");
  }
}
