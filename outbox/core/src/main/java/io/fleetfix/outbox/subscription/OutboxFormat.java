package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of one application's events on the bus. It is a contract with every consumer and with
 * the template of the EventBridge Pipe: never change it while events are in flight.
 *
 * @param busSource the bus entry's source
 * @param detailType the bus entry's detail type
 * @param detailSource the application's name inside the detail
 * @param idFields the id fields that events may carry, in order; a field that an event lacks is an
 *     empty string
 */
public record OutboxFormat(
    String busSource, String detailType, String detailSource, List<String> idFields) {
  /** Incremented only by a change that would break a consumer. */
  public static final String SCHEMA_VERSION = "1";

  public OutboxFormat {
    idFields = List.copyOf(idFields);
  }

  /**
   * The event's detail on the bus, with the fields in order. Every value is a string, including the
   * sequence: the template of a Pipe renders a DynamoDB number as a string, and relay and Pipe must
   * send the same.
   */
  public Map<String, String> detail(OutboxEntry entry) {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put(EventFields.EVENT_ID, entry.eventId().toString());
    detail.put(EventFields.EVENT_TYPE, entry.eventType());
    idFields.forEach(field -> detail.put(field, entry.id(field)));
    detail.put(EventFields.OCCURRED_AT, UtcMillis.text(entry.occurredAt()));
    detail.put(EventFields.SOURCE, detailSource);
    detail.put(EventFields.AGGREGATE_ID, entry.aggregateId());
    detail.put(EventFields.SEQUENCE, Long.toString(entry.sequence().value()));
    detail.put(EventFields.SCHEMA_VERSION, SCHEMA_VERSION);
    detail.put(EventFields.TRACEPARENT, entry.trace().value());
    return detail;
  }

  /**
   * Returns the entry if it fits the format.
   *
   * @throws IllegalArgumentException if the entry has an empty id, or one that the format does not
   *     define
   */
  public OutboxEntry checked(OutboxEntry entry) {
    if (!idFields.containsAll(entry.ids().keySet()) || entry.ids().containsValue("")) {
      throw new IllegalArgumentException(
          entry.eventType() + " must have only non-empty ids in the fields " + idFields);
    }
    return entry;
  }
}
