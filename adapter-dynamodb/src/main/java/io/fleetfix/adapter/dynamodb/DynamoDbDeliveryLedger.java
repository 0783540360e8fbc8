package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Delivery marks on the outbox rows. A mark takes the row out of the index of what is due and lets
 * it expire, both in the same write; before that a row has no date of expiry.
 */
public final class DynamoDbDeliveryLedger implements DeliveryLedger {
  /** Of each shard, so that counting a backlog stays cheap however long it has grown. */
  private static final int MOST_COUNTED_PER_SHARD = 1_000;

  private final DynamoDbClient client;
  private final WorkshopTable table;

  public DynamoDbDeliveryLedger(DynamoDbClient client, WorkshopTable table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public boolean confirm(EventId eventId, Instant deliveredAt) {
    Optional<Map<String, AttributeValue>> row = row(eventId);
    if (row.isEmpty()) {
      return false;
    }
    if (!row.get().containsKey(OutboxItem.DELIVERED_AT)) {
      mark(row.get(), deliveredAt);
    }
    return true;
  }

  private void mark(Map<String, AttributeValue> row, Instant deliveredAt) {
    long expiresAt = deliveredAt.plus(RETENTION).getEpochSecond();
    update(
        row,
        UpdateItemRequest.builder()
            .conditionExpression("attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)")
            .updateExpression(
                "SET #deliveredAt = :deliveredAt, #expiresAt = :expiresAt"
                    + " REMOVE #dueShard, #dueAt, #quarantinedAt, #reason")
            .expressionAttributeNames(
                Map.of(
                    "#pk", WorkshopTable.PK,
                    "#deliveredAt", OutboxItem.DELIVERED_AT,
                    "#expiresAt", WorkshopTable.EXPIRES_AT,
                    "#dueShard", WorkshopTable.DUE_SHARD,
                    "#dueAt", WorkshopTable.DUE_AT,
                    "#quarantinedAt", OutboxItem.QUARANTINED_AT,
                    "#reason", OutboxItem.REASON))
            .expressionAttributeValues(
                Map.of(
                    ":deliveredAt", AttributeValue.fromS(Timestamp.text(deliveredAt)),
                    ":expiresAt", AttributeValue.fromN(Long.toString(expiresAt)))));
  }

  /**
   * Gives up on a row that no event can be made of: it is no longer due, keeps the reason, and
   * never expires. The first reason stands; a row that is delivered or gone stays as it is.
   *
   * @param row with its keys; nothing else of it need be readable
   * @throws StorageUnavailable without a clear answer
   */
  public void quarantine(Map<String, AttributeValue> row, String reason, Instant at) {
    String partition = Attributes.of(row).text(WorkshopTable.PK);
    update(
        row,
        UpdateItemRequest.builder()
            .conditionExpression(
                "attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)"
                    + " AND attribute_not_exists(#quarantinedAt)")
            .updateExpression(
                "SET #quarantinedAt = :at, #reason = :reason,"
                    + " #dueShard = :dueShard, #dueAt = :dueAt")
            .expressionAttributeNames(
                Map.of(
                    "#pk", WorkshopTable.PK,
                    "#deliveredAt", OutboxItem.DELIVERED_AT,
                    "#quarantinedAt", OutboxItem.QUARANTINED_AT,
                    "#reason", OutboxItem.REASON,
                    "#dueShard", WorkshopTable.DUE_SHARD,
                    "#dueAt", WorkshopTable.DUE_AT))
            .expressionAttributeValues(
                Map.of(
                    ":at", AttributeValue.fromS(Timestamp.text(at)),
                    ":reason", AttributeValue.fromS(reason),
                    ":dueShard", AttributeValue.fromS(WorkshopTable.quarantineShard(partition)),
                    ":dueAt", AttributeValue.fromS(Timestamp.text(at) + "#" + partition))));
  }

  /** A condition that does not hold says that the mark is there already: nothing to do. */
  private void update(Map<String, AttributeValue> row, UpdateItemRequest.Builder request) {
    Map<String, AttributeValue> key =
        Map.of(
            WorkshopTable.PK, Attributes.of(row).required(WorkshopTable.PK),
            WorkshopTable.SK, Attributes.of(row).required(WorkshopTable.SK));
    try {
      client.updateItem(request.tableName(table.name()).key(key).build());
    } catch (ConditionalCheckFailedException markedMeanwhile) {
      // The first mark stands.
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return row(eventId).map(OutboxItem::delivery);
  }

  /** A query, since the sort key names the repair, which a receipt's event id alone does not. */
  private Optional<Map<String, AttributeValue>> row(EventId eventId) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression("#pk = :pk")
            .expressionAttributeNames(Map.of("#pk", WorkshopTable.PK))
            .expressionAttributeValues(
                Map.of(":pk", AttributeValue.fromS(OutboxItem.partition(eventId))))
            .limit(1)
            .build();
    return Calls.read(() -> client.query(request).items()).stream().findFirst();
  }

  @Override
  public Backlog backlog() {
    List<Map<String, AttributeValue>> rows =
        WorkshopTable.pendingShards().stream().flatMap(shard -> pending(shard).stream()).toList();
    Optional<Instant> oldest =
        rows.stream()
            .flatMap(row -> Attributes.of(row).maybeTime(OutboxItem.OCCURRED_AT).stream())
            .min(Comparator.naturalOrder());
    return new Backlog(rows.size(), oldest.orElse(null));
  }

  private List<Map<String, AttributeValue>> pending(String shard) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(WorkshopTable.DUE_INDEX)
            .keyConditionExpression("#shard = :shard")
            .expressionAttributeNames(Map.of("#shard", WorkshopTable.DUE_SHARD))
            .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(shard)))
            .limit(MOST_COUNTED_PER_SHARD)
            .build();
    return Calls.read(() -> client.query(request).items());
  }
}
