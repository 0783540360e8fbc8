package io.fleetfix.outbox.subscription;

/** The names of an event's fields, the same in the outbox row and on the bus. */
public final class EventFields {
  public static final String EVENT_ID = "eventId";
  public static final String EVENT_TYPE = "eventType";
  public static final String OCCURRED_AT = "occurredAt";
  public static final String AGGREGATE_ID = "aggregateId";
  public static final String SEQUENCE = "sequence";
  public static final String SCHEMA_VERSION = "schemaVersion";

  /** The trace. This is the only optional field. */
  public static final String TRACEPARENT = "traceparent";

  /**
   * The application that raised the event. This field is only on the bus, not in the outbox row.
   */
  public static final String SOURCE = "source";

  private EventFields() {}
}
