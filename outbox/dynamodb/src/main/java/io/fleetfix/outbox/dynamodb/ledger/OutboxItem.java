package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An outbox entry as a row, both ways. The Pipe's template reads these very attributes, so an id
 * that the event lacks is an empty text and not left out.
 */
public record OutboxItem(OutboxFormat format) {
  /** What {@code entityType} says of an outbox row: filters of streams go by it. */
  public static final String ENTITY_TYPE = "OUTBOX";

  /** What the partition of an outbox row begins with; no aggregate's may. */
  public static final String KEY_PREFIX = "OUTBOX#";

  static final String DELIVERED_AT = "deliveredAt";
  static final String QUARANTINED_AT = "quarantinedAt";
  static final String REASON = "reason";
  static final String RESENDS = "resends";
  static final String RESENT_AT = "resentAt";
  static final String REFUSALS = "refusals";

  /** The whole key; the sort key is the aggregate that raised the event. */
  static Map<String, AttributeValue> key(OutboxEntry entry) {
    return OutboxTable.key(partition(entry.eventId()), entry.aggregateId());
  }

  static String partition(EventId eventId) {
    return KEY_PREFIX + eventId;
  }

  /** What a key says of the event, whether or not it is an id. */
  static String eventIdOf(String partition) {
    return partition.startsWith(KEY_PREFIX) ? partition.substring(KEY_PREFIX.length()) : partition;
  }

  /** The row's value of {@code dueAt}: sorts by time, and is good as a cursor. */
  static String dueAt(Instant time, EventId eventId) {
    return new ListPosition(time, eventId.toString()).text();
  }

  /**
   * The row of an entry that is pending.
   *
   * @throws IllegalArgumentException if the entry has an id that the format lacks
   */
  public Map<String, AttributeValue> row(OutboxEntry entry, String commitId) {
    ItemBuilder row =
        new ItemBuilder()
            .putAll(key(format.checked(entry)))
            .text(OutboxTable.ENTITY_TYPE, ENTITY_TYPE)
            .text(EventFields.EVENT_ID, entry.eventId().toString())
            .text(EventFields.EVENT_TYPE, entry.eventType())
            .time(EventFields.OCCURRED_AT, entry.occurredAt())
            .text(EventFields.AGGREGATE_ID, entry.aggregateId())
            .number(EventFields.SEQUENCE, entry.sequence().value())
            .text(EventFields.SCHEMA_VERSION, OutboxFormat.SCHEMA_VERSION)
            .text(EventFields.TRACEPARENT, entry.trace().value())
            .text(OutboxTable.COMMIT_ID, commitId)
            .text(OutboxTable.DUE_SHARD, OutboxTable.pendingShard(entry.eventId()))
            .text(OutboxTable.DUE_AT, dueAt(entry.occurredAt(), entry.eventId()));
    format.idFields().forEach(field -> row.text(field, entry.id(field)));
    return row.map();
  }

  /**
   * The entry in a row, or in the image of one that a stream record carries.
   *
   * @throws UnreadableItem if no event can be made of it
   */
  public OutboxEntry entry(Map<String, AttributeValue> item) {
    return ItemReader.read(item, this::entry);
  }

  private OutboxEntry entry(ItemReader row) {
    // The event says on the bus which schema it has: a row of another one must not claim ours.
    if (!OutboxFormat.SCHEMA_VERSION.equals(row.text(EventFields.SCHEMA_VERSION))) {
      throw new UnreadableItem(EventFields.SCHEMA_VERSION, "is not one that this release knows");
    }
    OutboxEntry entry =
        new OutboxEntry(
            row.eventId(EventFields.EVENT_ID),
            row.text(EventFields.EVENT_TYPE),
            ids(row),
            row.time(EventFields.OCCURRED_AT),
            row.text(EventFields.AGGREGATE_ID),
            new Version(row.number(EventFields.SEQUENCE)),
            row.has(EventFields.TRACEPARENT)
                ? Traceparent.of(row.text(EventFields.TRACEPARENT))
                : Traceparent.NONE);
    // Marks find the row by these two: under another key it would be sent for ever.
    checkKey(row, OutboxTable.PK, partition(entry.eventId()), EventFields.EVENT_ID);
    checkKey(row, OutboxTable.SK, entry.aggregateId(), EventFields.AGGREGATE_ID);
    return entry;
  }

  private Map<String, String> ids(ItemReader row) {
    Map<String, String> ids = new HashMap<>();
    for (String field : format.idFields()) {
      String id = row.text(field);
      if (!id.isEmpty()) {
        ids.put(field, id);
      }
    }
    return ids;
  }

  private static void checkKey(ItemReader row, String key, String expected, String attribute) {
    if (!row.text(key).equals(expected)) {
      throw new UnreadableItem(attribute, "is not the one in the row's key");
    }
  }

  /** The entry with its marks. */
  Delivery delivery(Map<String, AttributeValue> item) {
    return ItemReader.read(
        item,
        row ->
            new Delivery(
                entry(row),
                state(row),
                (int) row.numberOr(RESENDS, 0),
                row.maybeTime(RESENT_AT).orElse(null)));
  }

  private static State state(ItemReader row) {
    if (row.has(DELIVERED_AT)) {
      return new State.Delivered(row.time(DELIVERED_AT));
    }
    return row.has(QUARANTINED_AT)
        ? new State.Quarantined(row.time(QUARANTINED_AT), row.text(REASON))
        : new State.Pending((int) row.numberOr(REFUSALS, 0));
  }
}
