package io.fleetfix.outbox.subscription;

/** The fields of an event, under the names that outbox row and bus have in common. */
public final class EventFields {
  public static final String EVENT_ID = "eventId";
  public static final String EVENT_TYPE = "eventType";
  public static final String OCCURRED_AT = "occurredAt";
  public static final String AGGREGATE_ID = "aggregateId";
  public static final String SEQUENCE = "sequence";
  public static final String SCHEMA_VERSION = "schemaVersion";

  /** The trace. It is the only field that an event may lack. */
  public static final String TRACEPARENT = "traceparent";

  /** Who speaks. On the bus alone: a row need not say it. */
  public static final String SOURCE = "source";

  private EventFields() {}
}
