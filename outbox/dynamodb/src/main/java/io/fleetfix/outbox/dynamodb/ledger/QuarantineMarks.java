package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.ledger.OutboxMarks.Mark;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Marks quarantined rows. They have their own shards in the due index and are listed newest first.
 */
record QuarantineMarks(OutboxMarks marks) {
  /**
   * Quarantines a row. Only its key need be readable. If already quarantined, it keeps its first
   * reason.
   */
  void enter(Map<String, AttributeValue> key, String reason, Instant at) {
    String partition = new ItemReader(key).text(OutboxTable.PK);
    // The partition key may not contain an event id, so derive a stable list position from it.
    UUID place = UUID.nameUUIDFromBytes(partition.getBytes(StandardCharsets.UTF_8));
    marks.put(
        key,
        new Mark(
            OutboxMarks.PENDING,
            "SET #quarantinedAt = :at, #reason = :reason, #dueShard = :dueShard, #dueAt = :dueAt",
            Map.of(
                ":at", AttributeValue.fromS(UtcMillis.text(at)),
                ":reason", AttributeValue.fromS(reason),
                ":dueShard", AttributeValue.fromS(OutboxTable.quarantineShard(partition)),
                ":dueAt", AttributeValue.fromS(OutboxItem.dueAt(at, new EventId(place))))));
  }

  boolean release(EventId eventId, Instant at) {
    Mark released =
        new Mark(
            "attribute_exists(#quarantinedAt)",
            "SET #dueShard = :dueShard, #dueAt = :dueAt REMOVE #quarantinedAt, #reason, #refusals",
            Map.of(
                ":dueShard", AttributeValue.fromS(OutboxTable.pendingShard(eventId)),
                ":dueAt", AttributeValue.fromS(OutboxItem.dueAt(at, eventId))));
    return marks
        .row(eventId)
        .flatMap(row -> marks.put(OutboxTable.keyOf(row), released))
        .isPresent();
  }

  Page<Quarantined> list(PageRequest request) {
    return IndexListing.ofDue(marks.client(), marks.table())
        .page(OutboxTable.quarantineShards(), request, QuarantineMarks::read);
  }

  /** Empty if a receipt or a release has ended the quarantine in the meantime. */
  private static Optional<Quarantined> read(ItemReader row) {
    return row.has(OutboxItem.QUARANTINED_AT)
        ? Optional.of(
            new Quarantined(
                OutboxItem.eventIdOf(row.text(OutboxTable.PK)),
                row.text(OutboxTable.SK),
                row.time(OutboxItem.QUARANTINED_AT),
                row.text(OutboxItem.REASON)))
        : Optional.empty();
  }
}
