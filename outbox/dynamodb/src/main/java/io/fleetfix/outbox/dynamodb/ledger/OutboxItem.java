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
 * Converts between outbox entries and rows. The Pipe's template reads these attributes, so an id
 * that the event lacks is stored as an empty string, not omitted.
 */
public record OutboxItem(OutboxFormat format) {
  /** The {@code entityType} of an outbox row; stream filters depend on it. */
  public static final String ENTITY_TYPE = "OUTBOX";

  /** The prefix of an outbox row's partition key. No aggregate may use it. */
  public static final String KEY_PREFIX = "OUTBOX#";

  static final String DELIVERED_AT = "deliveredAt";
  static final String QUARANTINED_AT = "quarantinedAt";
  static final String REASON = "reason";
  static final String RESENDS = "resends";
  static final String RESENT_AT = "resentAt";
  static final String REFUSALS = "refusals";

  /** The full key; the sort key is the id of the aggregate that raised the event. */
  static Map<String, AttributeValue> key(OutboxEntry entry) {
    return OutboxTable.key(partition(entry.eventId()), entry.aggregateId());
  }

  static String partition(EventId eventId) {
    return KEY_PREFIX + eventId;
  }

  /** The event's part of a partition key, whether or not it is a valid id. */
  static String eventIdOf(String partition) {
    return partition.startsWith(KEY_PREFIX) ? partition.substring(KEY_PREFIX.length()) : partition;
  }

  /** The row's {@code dueAt}: sorts by time and can serve as a cursor. */
  static String dueAt(Instant time, EventId eventId) {
    return new ListPosition(time, eventId.toString()).text();
  }

  /**
   * Creates the row of a pending entry.
   *
   * @throws IllegalArgumentException if the entry has an id that the format does not declare
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
   * Reads the entry from a row, or from a row image in a stream record.
   *
   * @throws UnreadableItem if the row is not a valid entry
   */
  public OutboxEntry entry(Map<String, AttributeValue> item) {
    return ItemReader.read(item, this::entry);
  }

  private OutboxEntry entry(ItemReader row) {
    // Events carry our schema version on the bus, so rows of another version must not become
    // events.
    if (!OutboxFormat.SCHEMA_VERSION.equals(row.text(EventFields.SCHEMA_VERSION))) {
      throw new UnreadableItem(EventFields.SCHEMA_VERSION, "is not supported by this release");
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
    // Marks find the row by these two. A row under another key would be resent forever.
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
      throw new UnreadableItem(attribute, "does not match the row's key");
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
