package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.ledger.OutboxMarks.Mark;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Marks quarantined rows. They have their own shards in the due index and are listed newest first.
 */
record QuarantineMarks(OutboxMarks marks, OutboxItem items, ReadProblems problems) {
  /**
   * Quarantines a row. Only its key need be readable. If already quarantined, it keeps its first
   * reason.
   *
   * @return false if the row is not pending; nothing was changed
   */
  boolean enter(Map<String, AttributeValue> key, QuarantineReason reason, Instant at) {
    String partition = new ItemReader(key).text(OutboxTable.PK);
    Mark entered =
        new Mark(
            OutboxMarks.PENDING,
            "SET #quarantinedAt = :at, #reason = :reason, #reasonCode = :code,"
                + " #dueShard = :dueShard, #dueAt = :dueAt",
            Map.of(
                ":at", AttributeValue.fromS(UtcMillis.text(at)),
                ":reason", AttributeValue.fromS(reason.text()),
                ":code", AttributeValue.fromS(reason.code()),
                ":dueShard", AttributeValue.fromS(OutboxTable.quarantineShard(partition)),
                ":dueAt",
                    AttributeValue.fromS(OutboxItem.dueAt(at, OutboxItem.placeOf(partition)))));
    return marks.put(key, entered).isPresent();
  }

  /** False if the row is not quarantined; nothing was changed. */
  boolean release(Map<String, AttributeValue> key, EventId eventId, Instant at) {
    Mark released =
        new Mark(
            "attribute_exists(#quarantinedAt) AND attribute_not_exists(#deliveredAt)",
            "SET #dueShard = :dueShard, #dueAt = :dueAt"
                + " REMOVE #quarantinedAt, #reason, #reasonCode, #refusals",
            Map.of(
                ":dueShard", AttributeValue.fromS(OutboxTable.pendingShard(eventId)),
                ":dueAt", AttributeValue.fromS(OutboxItem.dueAt(at, eventId))));
    return marks.put(key, released).isPresent();
  }

  Page<Quarantined> list(PageRequest request) {
    return IndexListing.ofDue(marks.client(), marks.table(), problems)
        .page(
            OutboxTable.quarantineShards(),
            request,
            this::read,
            small -> 0); // the limit alone bounds the size of a page
  }

  /** Empty if a receipt or a release has ended the quarantine in the meantime. */
  private Optional<Quarantined> read(ItemReader row) {
    return row.has(OutboxItem.QUARANTINED_AT)
        ? Optional.of(
            new Quarantined(
                OutboxItem.eventIdOf(row.text(OutboxTable.PK)),
                row.text(OutboxTable.SK),
                row.time(OutboxItem.QUARANTINED_AT),
                OutboxItem.reason(row),
                items.problemOnceReleased(row.row()).isEmpty()))
        : Optional.empty();
  }
}
