package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one application's events look like on the bus. It is a contract with every consumer and with
 * the Pipe's template: never change it while events are under way.
 *
 * @param busSource the bus entry's source
 * @param detailType the bus entry's detail type
 * @param detailSource who speaks inside the detail
 * @param idFields the ids that events may carry, in their order; an event that lacks one carries an
 *     empty text
 */
public record OutboxFormat(
    String busSource, String detailType, String detailSource, List<String> idFields) {
  /** Raised only by a change that would break a consumer. */
  public static final String SCHEMA_VERSION = "1";

  public OutboxFormat {
    idFields = List.copyOf(idFields);
  }

  /**
   * The event's detail on the bus, in its order. Every value is a text, the sequence too: a Pipe's
   * template renders a DynamoDB number as one, and both ways must send the same.
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
   * Lets through what can travel.
   *
   * @throws IllegalArgumentException if the entry has an id that is not among the fields, or an
   *     empty one
   */
  public OutboxEntry checked(OutboxEntry entry) {
    if (!idFields.containsAll(entry.ids().keySet()) || entry.ids().containsValue("")) {
      throw new IllegalArgumentException(
          entry.eventType() + " has other ids than the format's " + idFields);
    }
    return entry;
  }
}
