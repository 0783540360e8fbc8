package io.fleetfix.adapter.dynamodb;

import io.fleetfix.adapter.dynamodb.OutboxMarks.Mark;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was given up lies in shards of its own of the index of what is due, last given up first. */
public final class DynamoDbQuarantine implements Quarantine {
  private final OutboxMarks marks;
  private final Listing listing;

  public DynamoDbQuarantine(DynamoDbClient client, WorkshopTable table) {
    this.marks = new OutboxMarks(client, table);
    this.listing = Listing.ofDue(client, table);
  }

  @Override
  public void enter(EventId eventId, String reason, Instant at) {
    marks.row(eventId).ifPresent(row -> enter(row, reason, at));
  }

  /**
   * Gives up on a row that need not be readable, as {@link #enter(EventId, String, Instant)}.
   *
   * @param row with its keys
   * @throws io.fleetfix.application.port.StorageUnavailable without a clear answer
   */
  public void enter(Map<String, AttributeValue> row, String reason, Instant at) {
    String partition = Attributes.of(row).text(WorkshopTable.PK);
    // Of a partition that is none of ours no more can be said than where it stands in the list.
    UUID place = UUID.nameUUIDFromBytes(partition.getBytes(StandardCharsets.UTF_8));
    marks.put(
        row,
        new Mark(
            OutboxMarks.PENDING,
            "SET #quarantinedAt = :at, #reason = :reason, #dueShard = :dueShard, #dueAt = :dueAt",
            Map.of(
                ":at", AttributeValue.fromS(Timestamp.text(at)),
                ":reason", AttributeValue.fromS(reason),
                ":dueShard", AttributeValue.fromS(WorkshopTable.quarantineShard(partition)),
                ":dueAt", AttributeValue.fromS(OutboxItem.dueAt(at, new EventId(place))))));
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return marks
        .row(eventId)
        .map(
            row ->
                marks.put(
                    row,
                    new Mark(
                        "attribute_exists(#quarantinedAt)",
                        "SET #dueShard = :dueShard, #dueAt = :dueAt"
                            + " REMOVE #quarantinedAt, #reason, #refusals",
                        Map.of(
                            ":dueShard", AttributeValue.fromS(WorkshopTable.pendingShard(eventId)),
                            ":dueAt", AttributeValue.fromS(OutboxItem.dueAt(at, eventId))))))
        .orElse(false);
  }

  @Override
  public Page<Quarantined> list(PageRequest request) {
    return listing.page(WorkshopTable.quarantineShards(), request, DynamoDbQuarantine::read);
  }

  /** Null if a receipt or a release has lifted it meanwhile. */
  private static @Nullable Quarantined read(Map<String, AttributeValue> item) {
    Attributes row = Attributes.of(item);
    if (!row.has(OutboxItem.QUARANTINED_AT)) {
      return null;
    }
    return new Quarantined(
        OutboxItem.eventIdOf(row.text(WorkshopTable.PK)),
        OutboxItem.repairIdOf(row.text(WorkshopTable.SK)),
        row.time(OutboxItem.QUARANTINED_AT),
        row.text(OutboxItem.REASON));
  }
}
