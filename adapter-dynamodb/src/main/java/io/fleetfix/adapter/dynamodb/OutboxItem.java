package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.ListPosition;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An outbox entry as a row, both ways. Keys and names of the first seven are the article's. */
public final class OutboxItem {
  /** What {@code entityType} says of an outbox row. */
  public static final String ENTITY_TYPE = "OUTBOX";

  private static final String PARTITION = "OUTBOX#";
  private static final String SORT = "REPAIR#";

  static final String OCCURRED_AT = "occurredAt";
  static final String DELIVERED_AT = "deliveredAt";
  static final String QUARANTINED_AT = "quarantinedAt";
  static final String REASON = "reason";
  static final String RESENDS = "resends";
  static final String RESENT_AT = "resentAt";
  static final String REFUSALS = "refusals";

  private static final String EVENT_ID = "eventId";
  private static final String EVENT_TYPE = "eventType";
  private static final String REPAIR_ID = "repairId";
  private static final String AGGREGATE_ID = "aggregateId";
  private static final String SEQUENCE = "sequence";
  private static final String SCHEMA_VERSION = "schemaVersion";

  private OutboxItem() {}

  /** The key needs the repair too, because the article's table has it as the sort key. */
  static Map<String, AttributeValue> key(EventId eventId, RepairId repairId) {
    return Map.of(
        WorkshopTable.PK, AttributeValue.fromS(partition(eventId)),
        WorkshopTable.SK, AttributeValue.fromS(SORT + repairId));
  }

  static String partition(EventId eventId) {
    return PARTITION + eventId;
  }

  /** What a key says of the event, whether or not it is an id. */
  static String eventIdOf(String partition) {
    return partition.startsWith(PARTITION) ? partition.substring(PARTITION.length()) : partition;
  }

  static String repairIdOf(String sortKey) {
    return sortKey.startsWith(SORT) ? sortKey.substring(SORT.length()) : sortKey;
  }

  static Map<String, AttributeValue> of(OutboxEntry entry, String commitId) {
    return Attributes.empty()
        .put(WorkshopTable.PK, AttributeValue.fromS(partition(entry.eventId())))
        .text(WorkshopTable.SK, SORT + entry.repairId())
        .text(WorkshopTable.ENTITY_TYPE, ENTITY_TYPE)
        .text(EVENT_ID, entry.eventId().toString())
        .text(EVENT_TYPE, entry.eventType())
        .text(REPAIR_ID, entry.repairId().value())
        .time(OCCURRED_AT, entry.occurredAt())
        .text(AGGREGATE_ID, entry.aggregateId())
        .number(SEQUENCE, entry.sequence().value())
        .text(SCHEMA_VERSION, OutboxEntry.SCHEMA_VERSION)
        .text(OutboxEntry.TRACEPARENT, entry.trace().value())
        .text(WorkshopTable.COMMIT_ID, commitId)
        .text(WorkshopTable.DUE_SHARD, WorkshopTable.pendingShard(entry.eventId()))
        .text(WorkshopTable.DUE_AT, dueAt(entry.occurredAt(), entry.eventId()))
        .map();
  }

  /**
   * The entry in a row, or in the image of one that a stream record carries.
   *
   * @throws UnreadableItem if no event can be made of it
   */
  public static OutboxEntry read(Map<String, AttributeValue> item) {
    return Attributes.read(item, OutboxItem::read);
  }

  private static OutboxEntry read(Attributes row) {
    // The event says on the bus which schema it has: a row of another one must not claim ours.
    if (!OutboxEntry.SCHEMA_VERSION.equals(row.text(SCHEMA_VERSION))) {
      throw new UnreadableItem(SCHEMA_VERSION, "is not one that this release knows");
    }
    return new OutboxEntry(
        row.eventId(EVENT_ID),
        row.text(EVENT_TYPE),
        new RepairId(row.text(REPAIR_ID)),
        row.time(OCCURRED_AT),
        row.text(AGGREGATE_ID),
        new Version(row.number(SEQUENCE)),
        row.has(OutboxEntry.TRACEPARENT)
            ? Traceparent.of(row.text(OutboxEntry.TRACEPARENT))
            : Traceparent.NONE);
  }

  static Delivery delivery(Map<String, AttributeValue> item) {
    return Attributes.read(
        item,
        row ->
            new Delivery(
                read(row),
                state(row),
                (int) row.numberOr(RESENDS, 0),
                row.maybeTime(RESENT_AT).orElse(null)));
  }

  private static State state(Attributes row) {
    if (row.has(DELIVERED_AT)) {
      return new State.Delivered(row.time(DELIVERED_AT));
    }
    return row.has(QUARANTINED_AT)
        ? new State.Quarantined(row.time(QUARANTINED_AT), row.text(REASON))
        : new State.Pending((int) row.numberOr(REFUSALS, 0));
  }

  /** The row's value of {@code dueAt}: sorts by time, and is good as a cursor. */
  static String dueAt(Instant time, EventId eventId) {
    return new ListPosition(time, eventId.toString()).text();
  }
}
