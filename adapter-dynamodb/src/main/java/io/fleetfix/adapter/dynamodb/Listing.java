package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.ListPosition;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists by time, newest first: the index gives the keys from each of its shards, the table the
 * rows. So a row is never staler than this call, though the newest may be missing for a moment.
 */
record Listing(
    DynamoDbClient client, WorkshopTable table, String index, String shardKey, String timeKey) {
  /** DynamoDB's own limit for one BatchGetItem. */
  private static final int MAX_KEYS = 100;

  /** Repairs and notices. */
  static Listing ofLists(DynamoDbClient client, WorkshopTable table) {
    return new Listing(
        client,
        table,
        WorkshopTable.LISTING_INDEX,
        WorkshopTable.LIST_SHARD,
        WorkshopTable.LIST_AT);
  }

  /** Outbox rows that are not delivered. */
  static Listing ofDue(DynamoDbClient client, WorkshopTable table) {
    return new Listing(
        client, table, WorkshopTable.DUE_INDEX, WorkshopTable.DUE_SHARD, WorkshopTable.DUE_AT);
  }

  /**
   * One page of a list.
   *
   * @param shards all that the list is spread over
   * @param read turns a row into what is listed, or null if it has left this list by now
   */
  <T> Page<T> page(
      List<String> shards,
      PageRequest request,
      Function<Map<String, AttributeValue>, @Nullable T> read) {
    String cursor = request.cursor();
    @Nullable String before = cursor == null ? null : ListPosition.ofCursor(cursor).text();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (String shard : shards) {
      keys.addAll(
          DynamoDbErrors.read(() -> client.query(query(shard, before, request.limit())).items()));
    }
    keys.sort(Comparator.comparing(this::position).reversed());
    boolean more = keys.size() > request.limit();
    List<Map<String, AttributeValue>> page =
        keys.subList(0, Math.min(keys.size(), request.limit()));
    List<T> items =
        rows(page).stream()
            .map(read)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return new Page<>(items, more ? cursorAfter(page.getLast()) : null);
  }

  /** One key more than wanted shows whether there is another page. */
  private QueryRequest query(String shard, @Nullable String before, int limit) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":shard", AttributeValue.fromS(shard));
    Map<String, String> names = new HashMap<>();
    names.put("#shard", shardKey);
    String condition = "#shard = :shard";
    if (before != null) {
      values.put(":before", AttributeValue.fromS(before));
      names.put("#at", timeKey);
      condition += " AND #at < :before";
    }
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(index)
        .keyConditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .scanIndexForward(false)
        .limit(limit + 1)
        .build();
  }

  /** The rows behind the index's keys, in the same order; without those that are gone. */
  List<Map<String, AttributeValue>> rows(List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      List<Map<String, AttributeValue>> wanted =
          keys.subList(from, Math.min(keys.size(), from + MAX_KEYS)).stream()
              .map(Listing::tableKey)
              .toList();
      batch(wanted).forEach(row -> found.put(tableKey(row), row));
    }
    return keys.stream()
        .map(key -> found.get(tableKey(key)))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static Map<String, AttributeValue> tableKey(Map<String, AttributeValue> row) {
    Attributes keys = Attributes.of(row);
    return Map.of(
        WorkshopTable.PK, keys.required(WorkshopTable.PK),
        WorkshopTable.SK, keys.required(WorkshopTable.SK));
  }

  /** All of the rows, however many answers DynamoDB spreads them over. */
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, KeysAndAttributes> left =
        Map.of(table.name(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> wanted = left;
      var answer =
          DynamoDbErrors.read(() -> client.batchGetItem(request -> request.requestItems(wanted)));
      rows.addAll(answer.responses().getOrDefault(table.name(), List.of()));
      left = answer.unprocessedKeys();
    }
    return rows;
  }

  private String position(Map<String, AttributeValue> key) {
    return Attributes.of(key).text(timeKey);
  }

  private String cursorAfter(Map<String, AttributeValue> key) {
    return ListPosition.ofText(position(key)).cursor();
  }
}
