package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What is pending, by the sparse index of what is due: it has no other rows, and no hot key. */
public final class DynamoDbBacklog implements Backlog {
  /** Of each shard, so that counting a backlog stays cheap however long it has grown. */
  private static final int MOST_COUNTED_PER_SHARD = 1_000;

  /** Sorts behind what {@code dueAt} has after its time. */
  private static final String AFTER_ALL = "#~";

  private final DynamoDbClient client;
  private final WorkshopTable table;
  private final DynamoDbQuarantine quarantine;
  private final Listing listing;
  private final InstantSource clock;

  /**
   * Asks nothing yet.
   *
   * @param quarantine where rows go that no event can be made of
   */
  public DynamoDbBacklog(
      DynamoDbClient client,
      WorkshopTable table,
      DynamoDbQuarantine quarantine,
      InstantSource clock) {
    this.client = client;
    this.table = table;
    this.quarantine = quarantine;
    this.listing = Listing.ofDue(client, table);
    this.clock = clock;
  }

  @Override
  public List<Delivery> due(Instant until, int limit) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (String shard : WorkshopTable.pendingShards()) {
      keys.addAll(DynamoDbErrors.read(() -> client.query(due(shard, until, limit)).items()));
    }
    List<Map<String, AttributeValue>> first =
        keys.stream()
            .sorted(Comparator.comparing(key -> Attributes.of(key).text(WorkshopTable.DUE_AT)))
            .limit(limit)
            .toList();
    String end = end(until);
    return listing.rows(first).stream()
        .filter(row -> row.containsKey(WorkshopTable.DUE_AT)) // or it is delivered by now
        .filter(row -> Attributes.of(row).text(WorkshopTable.DUE_AT).compareTo(end) < 0)
        .flatMap(row -> readable(row).stream())
        .filter(Delivery::isPending)
        .toList();
  }

  /** Where there is no relay that looks at each row, this is where an unreadable one is seen. */
  private Optional<Delivery> readable(Map<String, AttributeValue> row) {
    try {
      return Optional.of(OutboxItem.delivery(row));
    } catch (UnreadableItem unreadable) {
      quarantine.enter(row, unreadable.problem(), clock.instant());
      return Optional.empty();
    }
  }

  private static String end(Instant until) {
    return Timestamp.text(until) + AFTER_ALL;
  }

  private QueryRequest due(String shard, Instant until, int limit) {
    return query(limit)
        .keyConditionExpression("#shard = :shard AND #dueAt < :until")
        .expressionAttributeNames(
            Map.of("#shard", WorkshopTable.DUE_SHARD, "#dueAt", WorkshopTable.DUE_AT))
        .expressionAttributeValues(
            Map.of(
                ":shard", AttributeValue.fromS(shard),
                ":until", AttributeValue.fromS(end(until))))
        .build();
  }

  @Override
  public Size size() {
    List<Map<String, AttributeValue>> pending = counted(WorkshopTable.pendingShards());
    Optional<Instant> oldest =
        pending.stream()
            .flatMap(row -> Attributes.of(row).maybeTime(OutboxItem.OCCURRED_AT).stream())
            .min(Comparator.naturalOrder());
    return new Size(
        pending.size(), oldest.orElse(null), counted(WorkshopTable.quarantineShards()).size());
  }

  private List<Map<String, AttributeValue>> counted(List<String> shards) {
    return shards.stream().flatMap(shard -> counted(shard).stream()).toList();
  }

  private List<Map<String, AttributeValue>> counted(String shard) {
    QueryRequest request =
        query(MOST_COUNTED_PER_SHARD)
            .keyConditionExpression("#shard = :shard")
            .expressionAttributeNames(Map.of("#shard", WorkshopTable.DUE_SHARD))
            .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(shard)))
            .build();
    return DynamoDbErrors.read(() -> client.query(request).items());
  }

  private QueryRequest.Builder query(int limit) {
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(WorkshopTable.DUE_INDEX)
        .limit(limit);
  }
}
