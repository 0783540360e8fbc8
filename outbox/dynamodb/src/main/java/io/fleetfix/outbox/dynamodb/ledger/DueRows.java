package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.DynamoDbErrors;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.RowBatch;
import io.fleetfix.outbox.dynamodb.table.ShardsAtOnce;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.subscription.EventFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Finds pending rows in the sparse due index, which contains only undelivered rows and has no hot
 * key.
 */
record DueRows(DynamoDbClient client, OutboxTable table) {
  /** Keeps the count cheap however long the backlog is. */
  private static final int MOST_COUNTED_PER_SHARD = 1_000;

  /** Sorts after the suffix that {@code dueAt} has behind its time. */
  private static final String AFTER_ALL = "#~";

  /**
   * The rows due by this time, earliest first, in their current state in the table. Rows that are
   * due after the implausible time come before them.
   */
  List<Map<String, AttributeValue>> until(Instant until, Instant implausible, int limit) {
    String from = UtcMillis.text(implausible) + AFTER_ALL;
    String end = UtcMillis.text(until) + AFTER_ALL;
    Set<Map<String, AttributeValue>> first =
        new LinkedHashSet<>(due("#dueAt > :time", from, limit));
    if (first.size() < limit) {
      first.addAll(due("#dueAt < :time", end, limit - first.size()));
    }
    return new RowBatch(client, table)
        .rows(List.copyOf(first)).stream()
            .filter(row -> row.containsKey(OutboxTable.DUE_AT)) // otherwise it is delivered by now
            .filter(row -> isDue(new ItemReader(row).text(OutboxTable.DUE_AT), end, from))
            .toList();
  }

  private static boolean isDue(String dueAt, String end, String implausible) {
    return dueAt.compareTo(end) < 0 || dueAt.compareTo(implausible) > 0;
  }

  /** The keys of the rows in all shards that meet the condition, earliest first. */
  private List<Map<String, AttributeValue>> due(String condition, String time, int limit) {
    return FirstKeys.of(
        OutboxTable.pendingShards(),
        Comparator.comparing(key -> new ItemReader(key).text(OutboxTable.DUE_AT)),
        (shard, after, size) -> {
          QueryRequest.Builder request =
              query(size)
                  .keyConditionExpression("#shard = :shard AND " + condition)
                  .expressionAttributeNames(
                      Map.of("#shard", OutboxTable.DUE_SHARD, "#dueAt", OutboxTable.DUE_AT))
                  .expressionAttributeValues(
                      Map.of(
                          ":shard",
                          AttributeValue.fromS(shard),
                          ":time",
                          AttributeValue.fromS(time)));
          if (after != null) {
            request.exclusiveStartKey(OutboxTable.dueKeyOf(after));
          }
          return DynamoDbErrors.read(() -> client.query(request.build()).items());
        },
        limit);
  }

  OutboxSize size() {
    List<String> pending = OutboxTable.pendingShards();
    List<String> shards =
        Stream.concat(pending.stream(), OutboxTable.quarantineShards().stream()).toList();
    List<List<Map<String, AttributeValue>>> rows = ShardsAtOnce.read(shards, this::counted);
    int waiting = rows.subList(0, pending.size()).stream().mapToInt(List::size).sum();
    List<Map<String, AttributeValue>> undelivered = rows.stream().flatMap(List::stream).toList();
    return new OutboxSize(waiting, oldest(undelivered), undelivered.size() - waiting);
  }

  /** Unknown if any row's time is unreadable, since that row may be the oldest. */
  private static Oldest oldest(List<Map<String, AttributeValue>> undelivered) {
    List<Instant> times = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> row : undelivered) {
      try {
        times.add(new ItemReader(row).time(EventFields.OCCURRED_AT));
      } catch (UnreadableItem item) {
        unreadable.add(item.in(row));
      }
    }
    if (!unreadable.isEmpty()) {
      return new Oldest.Unknown(unreadable.stream().limit(Oldest.Unknown.MOST_NAMED).toList());
    }
    return times.isEmpty() ? new Oldest.None() : new Oldest.At(Collections.min(times));
  }

  private List<Map<String, AttributeValue>> counted(String shard) {
    QueryRequest request =
        query(MOST_COUNTED_PER_SHARD)
            .keyConditionExpression("#shard = :shard")
            .expressionAttributeNames(Map.of("#shard", OutboxTable.DUE_SHARD))
            .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(shard)))
            .build();
    return DynamoDbErrors.read(() -> client.query(request).items());
  }

  private QueryRequest.Builder query(int limit) {
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(OutboxTable.DUE_INDEX)
        .limit(limit);
  }
}
