package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/**
 * An event as it lies in the outbox and as it travels: ids and times, never personal data.
 *
 * @param ids what its consumers want, by field; a field that the event lacks is not in it
 * @param sequence the aggregate's version when it raised the event: the only order there is
 * @param trace in which it was raised
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

  /** The entry of an event that was raised outside of any trace. */
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

  /** One of its ids; empty if the event lacks it. */
  public String id(String field) {
    return ids.getOrDefault(field, "");
  }
}
