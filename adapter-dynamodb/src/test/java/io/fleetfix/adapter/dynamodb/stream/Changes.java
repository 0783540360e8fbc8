package io.fleetfix.adapter.dynamodb.stream;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Records as the stream of the workshop's table has them. */
final class Changes {
  static final Instant TWO_O_CLOCK = Instant.parse("2025-11-12T14:00:00.000Z");

  private Changes() {}

  static OutboxEntry entry(String repairId, long sequence) {
    String aggregateId = "REPAIR#" + repairId;
    return new OutboxEntry(
        EventId.derive(aggregateId, new Version(sequence), "RepairCompleted"),
        "RepairCompleted",
        new RepairId(repairId),
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
    row.put("repairId", text(entry.repairId().value()));
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

  /** Our own mark on a row: MODIFY. */
  static Record marked(OutboxEntry entry) {
    Map<String, AttributeValue> marked = outboxRow(entry);
    marked.put("deliveredAt", text("2025-11-12T14:00:01.000Z"));
    return record(
        OperationType.MODIFY, StreamRecord.builder().oldImage(outboxRow(entry)).newImage(marked));
  }

  /** The TTL took it: REMOVE. */
  static Record removed(OutboxEntry entry) {
    return record(OperationType.REMOVE, StreamRecord.builder().oldImage(outboxRow(entry)));
  }

  /** A row that is none of the relay's business. */
  static Record repairOpened() {
    return inserted(
        Map.of("pk", text("REPAIR#R-1"), "sk", text("META"), "entityType", text("REPAIR")));
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
