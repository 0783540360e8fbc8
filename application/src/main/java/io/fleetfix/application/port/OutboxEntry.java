package io.fleetfix.application.port;

import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Timestamp;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as it lies in the outbox and as it travels: ids and times, never a person's data.
 *
 * @param sequence the aggregate's version when it raised the event: the only order there is
 * @param trace in which it was raised
 */
public record OutboxEntry(
    EventId eventId,
    String eventType,
    RepairId repairId,
    Instant occurredAt,
    String aggregateId,
    Version sequence,
    Traceparent trace) {

  /** The bus entry's source. */
  public static final String BUS_SOURCE = "carworkshop.outbox";

  /** The bus entry's detail type. */
  public static final String DETAIL_TYPE = "OutboxEvent";

  /** Who speaks inside the detail; not the same as {@link #BUS_SOURCE}. */
  private static final String DETAIL_SOURCE = "fleetfix.outbox";

  /** The detail's field for the trace; the only one that an event may lack. */
  public static final String TRACEPARENT = "traceparent";

  /** Raised only by a change that would break a consumer. */
  public static final String SCHEMA_VERSION = "1";

  /** The entry of an event that was raised outside of any trace. */
  public static OutboxEntry of(DomainEvent event) {
    return of(event, Traceparent.NONE);
  }

  public static OutboxEntry of(DomainEvent event, Traceparent trace) {
    return new OutboxEntry(
        event.eventId(),
        event.eventType(),
        event.repairId(),
        event.occurredAt(),
        event.aggregateId(),
        event.sequence(),
        trace);
  }

  /**
   * The event's detail on the bus, in its order. Every value is a text, {@code sequence} too: a
   * Pipe's template renders a DynamoDB number as one, and both ways must send the same.
   */
  public Map<String, String> detail() {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("eventId", eventId.toString());
    detail.put("eventType", eventType);
    detail.put("repairId", repairId.value());
    detail.put("occurredAt", Timestamp.text(occurredAt));
    detail.put("source", DETAIL_SOURCE);
    detail.put("aggregateId", aggregateId);
    detail.put("sequence", Long.toString(sequence.value()));
    detail.put("schemaVersion", SCHEMA_VERSION);
    detail.put(TRACEPARENT, trace.value());
    return detail;
  }
}
