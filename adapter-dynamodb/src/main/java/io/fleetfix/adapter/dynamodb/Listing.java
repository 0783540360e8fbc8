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
record Listing(DynamoDbClient client, WorkshopTable table) {
  /** DynamoDB's own limit for one BatchGetItem. */
  private static final int MAX_KEYS = 100;

  /**
   * One page of a list.
   *
   * @param read turns a row into what is listed, or null if it has left this list by now
   */
  <T> Page<T> page(
      String list, PageRequest request, Function<Map<String, AttributeValue>, @Nullable T> read) {
    String cursor = request.cursor();
    @Nullable String before = cursor == null ? null : ListPosition.ofCursor(cursor).text();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (String shard : WorkshopTable.listShards(list)) {
      keys.addAll(Calls.read(() -> client.query(query(shard, before, request.limit())).items()));
    }
    keys.sort(Comparator.comparing(Listing::position).reversed());
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
    names.put("#shard", WorkshopTable.LIST_SHARD);
    String condition = "#shard = :shard";
    if (before != null) {
      values.put(":before", AttributeValue.fromS(before));
      names.put("#at", WorkshopTable.LIST_AT);
      condition += " AND #at < :before";
    }
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(WorkshopTable.LISTING_INDEX)
        .keyConditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .scanIndexForward(false)
        .limit(limit + 1)
        .build();
  }

  private List<Map<String, AttributeValue>> rows(List<Map<String, AttributeValue>> keys) {
    Map<String, Map<String, AttributeValue>> found = new HashMap<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      List<Map<String, AttributeValue>> wanted =
          keys.subList(from, Math.min(keys.size(), from + MAX_KEYS)).stream()
              .map(key -> WorkshopTable.key(Attributes.of(key).text(WorkshopTable.PK)))
              .toList();
      for (Map<String, AttributeValue> row : batch(wanted)) {
        found.put(Attributes.of(row).text(WorkshopTable.PK), row);
      }
    }
    return keys.stream()
        .map(key -> found.get(Attributes.of(key).text(WorkshopTable.PK)))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** All of the rows, however many answers DynamoDB spreads them over. */
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, KeysAndAttributes> left =
        Map.of(table.name(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> wanted = left;
      var answer = Calls.read(() -> client.batchGetItem(request -> request.requestItems(wanted)));
      rows.addAll(answer.responses().getOrDefault(table.name(), List.of()));
      left = answer.unprocessedKeys();
    }
    return rows;
  }

  private static String position(Map<String, AttributeValue> key) {
    return Attributes.of(key).text(WorkshopTable.LIST_AT);
  }

  private static String cursorAfter(Map<String, AttributeValue> key) {
    return ListPosition.ofText(position(key)).cursor();
  }
}
