package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists rows by time, newest first. It takes the keys from each shard of the index and the rows
 * from the table, so rows are never stale, though the newest may be missing for a moment. An
 * unreadable row is reported in its page and does not hide other rows.
 */
public final class IndexListing {
  private final DynamoDbClient client;
  private final OutboxTable table;
  private final String index;
  private final String shardKey;
  private final String timeKey;

  private IndexListing(
      DynamoDbClient client, OutboxTable table, String index, String shardKey, String timeKey) {
    this.client = client;
    this.table = table;
    this.index = index;
    this.shardKey = shardKey;
    this.timeKey = timeKey;
  }

  /** Lists that rows join with {@link ItemBuilder#listed}. */
  public static IndexListing ofLists(DynamoDbClient client, OutboxTable table) {
    return new IndexListing(
        client, table, OutboxTable.LISTING_INDEX, OutboxTable.LIST_SHARD, OutboxTable.LIST_AT);
  }

  /** Undelivered outbox rows. */
  public static IndexListing ofDue(DynamoDbClient client, OutboxTable table) {
    return new IndexListing(
        client, table, OutboxTable.DUE_INDEX, OutboxTable.DUE_SHARD, OutboxTable.DUE_AT);
  }

  /**
   * Reads one page of a list.
   *
   * @param shards all shards of the list
   * @param mapping reads a row's list item; empty if the row has left this list in the meantime
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is invalid
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB gave no clear answer
   */
  public <T> Page<T> page(
      List<String> shards, PageRequest request, Function<ItemReader, Optional<T>> mapping) {
    String cursor = request.cursor();
    @Nullable String before = cursor == null ? null : ListPosition.ofCursor(cursor).text();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (String shard : shards) {
      keys.addAll(
          DynamoDbErrors.read(() -> client.query(query(shard, before, request.limit())).items()));
    }
    List<T> items = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    List<Map<String, AttributeValue>> sorted = sorted(keys, unreadable);
    List<Map<String, AttributeValue>> page =
        sorted.subList(0, Math.min(sorted.size(), request.limit()));
    for (Map<String, AttributeValue> row : new RowBatch(client, table).rows(page)) {
      try {
        ItemReader.read(row, mapping).ifPresent(items::add);
      } catch (UnreadableItem item) {
        unreadable.add(item.in(row));
      }
    }
    boolean more = sorted.size() > request.limit();
    return new Page<>(items, unreadable, more ? position(page.getLast()).cursor() : null);
  }

  /**
   * Newest first. Keys without a valid position, which only another writer can produce, are
   * reported as unreadable.
   */
  private List<Map<String, AttributeValue>> sorted(
      List<Map<String, AttributeValue>> keys, List<Unreadable> unreadable) {
    List<Map<String, AttributeValue>> sorted = new ArrayList<>();
    for (Map<String, AttributeValue> key : keys) {
      try {
        position(key);
        sorted.add(key);
      } catch (UnreadableItem item) {
        unreadable.add(item.in(key));
      }
    }
    sorted.sort(Comparator.comparing(this::position).reversed());
    return sorted;
  }

  /** Reads one key more than the limit to find out whether there is another page. */
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

  private ListPosition position(Map<String, AttributeValue> key) {
    try {
      return ListPosition.ofText(new ItemReader(key).text(timeKey));
    } catch (IllegalArgumentException | DateTimeException none) {
      throw new UnreadableItem(timeKey, "is not a valid list position");
    }
  }
}
