package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Sample records of the table's stream. */
final class Changes {
  static final Instant TWO_O_CLOCK = Instant.parse("2025-11-12T14:00:00.000Z");

  private Changes() {}

  static OutboxEntry entry(String parcelId, long sequence) {
    String aggregateId = "PARCEL#" + parcelId;
    return new OutboxEntry(
        EventId.derive(aggregateId, new Version(sequence), "ParcelShipped"),
        "ParcelShipped",
        Map.of("parcelId", parcelId),
        TWO_O_CLOCK,
        aggregateId,
        new Version(sequence),
        Traceparent.NONE);
  }

  static Map<String, AttributeValue> outboxRow(OutboxEntry entry) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("pk", text("OUTBOX#" + entry.eventId()));
    row.put("sk", text(entry.aggregateId()));
    row.put("entityType", text("OUTBOX"));
    row.put("eventId", text(entry.eventId().toString()));
    row.put("eventType", text(entry.eventType()));
    row.put("parcelId", text(entry.id("parcelId")));
    row.put("occurredAt", text("2025-11-12T14:00:00.000Z"));
    row.put("aggregateId", text(entry.aggregateId()));
    row.put("sequence", AttributeValue.fromN(Long.toString(entry.sequence().value())));
    row.put("schemaVersion", text("1"));
    return row;
  }

  static Record committed(OutboxEntry entry) {
    return inserted(outboxRow(entry));
  }

  static Record inserted(Map<String, AttributeValue> row) {
    return record(OperationType.INSERT, StreamRecord.builder().newImage(row));
  }

  /** A MODIFY record of our own mark on a row. */
  static Record marked(OutboxEntry entry) {
    Map<String, AttributeValue> marked = outboxRow(entry);
    marked.put("deliveredAt", text("2025-11-12T14:00:01.000Z"));
    return record(
        OperationType.MODIFY, StreamRecord.builder().oldImage(outboxRow(entry)).newImage(marked));
  }

  /** A REMOVE record, as when TTL deletes a row. */
  static Record removed(OutboxEntry entry) {
    return record(OperationType.REMOVE, StreamRecord.builder().oldImage(outboxRow(entry)));
  }

  /** A row that the relay ignores. */
  static Record parcelPacked() {
    return inserted(
        Map.of("pk", text("PARCEL#P-1"), "sk", text("META"), "entityType", text("PARCEL")));
  }

  /** The event id of a record of a committed entry. */
  static String id(Record committed) {
    return committed.dynamodb().newImage().getOrDefault("eventId", text("none")).s();
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static Record record(OperationType type, StreamRecord.Builder change) {
    return Record.builder()
        .eventName(type)
        .dynamodb(change.approximateCreationDateTime(TWO_O_CLOCK).build())
        .build();
  }
}
