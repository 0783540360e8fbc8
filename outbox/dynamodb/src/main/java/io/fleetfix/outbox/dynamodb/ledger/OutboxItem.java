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
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts between outbox entries and rows. The Pipe's template reads these attributes, so an id
 * that the event lacks is stored as an empty string, not omitted.
 *
 * @param newestVersion the newest schema version that can be read
 */
public record OutboxItem(OutboxFormat format, int newestVersion) {
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** The {@code entityType} of an outbox row; stream filters depend on it. */
  public static final String ENTITY_TYPE = "OUTBOX";

  /** The prefix of an outbox row's partition key. No aggregate may use it. */
  public static final String KEY_PREFIX = "OUTBOX#";

  static final String DELIVERED_AT = "deliveredAt";
  static final String QUARANTINED_AT = "quarantinedAt";
  static final String REASON = "reason";
  static final String REASON_CODE = "reasonCode";
  static final String RESENDS = "resends";
  static final String RESENT_AT = "resentAt";
  static final String REFUSALS = "refusals";

  /** How often a row that only another instance may read was put off. */
  static final String RESTS = "rests";

  /** Reads the schema versions up to the one that this release writes. */
  public OutboxItem(OutboxFormat format) {
    this(format, Integer.parseInt(OutboxFormat.SCHEMA_VERSION));
  }

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

  /** A stable place of a row in a list, also if its partition key contains no event id. */
  static EventId placeOf(String partition) {
    return new EventId(UUID.nameUUIDFromBytes(partition.getBytes(StandardCharsets.UTF_8)));
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
    if (!VERSION.matcher(row.text(EventFields.SCHEMA_VERSION)).matches()) {
      throw new UnreadableItem(EventFields.SCHEMA_VERSION, "is not supported by this release");
    }
    if (isNewer(row.row())) {
      throw new UnreadableItem(EventFields.SCHEMA_VERSION, "is newer than this release supports");
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

  /** Whether a later release wrote this row, so that only a later release may judge it. */
  boolean isNewer(Map<String, AttributeValue> row) {
    AttributeValue version = row.get(EventFields.SCHEMA_VERSION);
    return version != null
        && version.s() != null
        && VERSION.matcher(version.s()).matches()
        && Integer.parseInt(version.s()) > newestVersion;
  }

  /**
   * The problem of the row, apart from the marks that a release removes. A row of a newer schema
   * version has none here: it belongs among the pending ones.
   */
  Optional<UnreadableItem> problemOnceReleased(Map<String, AttributeValue> row) {
    Map<String, AttributeValue> released = new HashMap<>(row);
    List.of(QUARANTINED_AT, REASON, REASON_CODE, REFUSALS).forEach(released::remove);
    try {
      delivery(released);
      return Optional.empty();
    } catch (UnreadableItem item) {
      return isNewer(row) ? Optional.empty() : Optional.of(item);
    }
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
        ? new State.Quarantined(row.time(QUARANTINED_AT), reason(row))
        : new State.Pending((int) row.numberOr(REFUSALS, 0));
  }

  /** Earlier releases stored the text alone. */
  static QuarantineReason reason(ItemReader row) {
    String text = row.text(REASON);
    if (!row.has(REASON_CODE)) {
      return QuarantineReason.ofText(text);
    }
    String code = row.text(REASON_CODE);
    if (!QuarantineReason.isCode(code)) {
      throw new UnreadableItem(REASON_CODE, "is not the code of a reason");
    }
    return new QuarantineReason(code, text);
  }
}
