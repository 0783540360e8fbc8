package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageBytes;
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
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists rows by time, newest first. It takes the keys from all shards of the index at once and the
 * rows from the table, so rows are never stale, though the newest may be missing for a moment. An
 * unreadable row is reported in its page and does not hide other rows.
 */
public final class IndexListing {
  private final DynamoDbClient client;
  private final OutboxTable table;
  private final String index;
  private final String shardKey;
  private final String timeKey;
  private final ReadProblems problems;

  private IndexListing(
      DynamoDbClient client,
      OutboxTable table,
      String index,
      String shardKey,
      String timeKey,
      ReadProblems problems) {
    this.client = client;
    this.table = table;
    this.index = index;
    this.shardKey = shardKey;
    this.timeKey = timeKey;
    this.problems = problems;
  }

  /** Lists that rows join with {@link ItemBuilder#listed}. */
  public static IndexListing ofLists(
      DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    return new IndexListing(
        client,
        table,
        OutboxTable.LISTING_INDEX,
        OutboxTable.LIST_SHARD,
        OutboxTable.LIST_AT,
        problems);
  }

  /** Undelivered outbox rows. */
  public static IndexListing ofDue(
      DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    return new IndexListing(
        client, table, OutboxTable.DUE_INDEX, OutboxTable.DUE_SHARD, OutboxTable.DUE_AT, problems);
  }

  /**
   * Reads one page of a list of aggregates.
   *
   * @param shards all shards of the list
   * @param mapping reads a row's list item; empty if the row has left this list in the meantime
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is invalid
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB gave no clear answer
   */
  public <A extends Aggregate> Page<A> page(
      List<String> shards, PageRequest request, Function<ItemReader, Optional<A>> mapping) {
    return page(shards, request, mapping, Aggregate::sizeInBytes);
  }

  /**
   * Reads one page of any list.
   *
   * @param bytes the size of an item, for {@link PageBytes}
   */
  public <T> Page<T> page(
      List<String> shards,
      PageRequest request,
      Function<ItemReader, Optional<T>> mapping,
      ToIntFunction<? super T> bytes) {
    String cursor = request.cursor();
    @Nullable String before = cursor == null ? null : ListPosition.ofCursor(cursor).text();
    List<Map<String, AttributeValue>> keys =
        ShardsAtOnce.read(shards, shard -> keys(shard, before, request.limit() + 1)).stream()
            .flatMap(List::stream)
            .toList();
    List<Map<String, AttributeValue>> sound =
        keys.stream().filter(this::hasPosition).sorted(newestFirst()).toList();
    ListedRows<T> rows = new ListedRows<>(new RowBatch(client, table), mapping, bytes);
    int read = rows.read(sound.subList(0, Math.min(sound.size(), request.limit())));
    boolean more = sound.size() > read;
    List<Unreadable> unreadable =
        new ArrayList<>(broken(keys, more ? at(sound.get(read - 1)) : ""));
    unreadable.addAll(rows.unreadable());
    unreadable.forEach(problems::found);
    String next = more ? ListPosition.ofText(at(sound.get(read - 1))).cursor() : null;
    return new Page<>(rows.items(), unreadable, next);
  }

  /**
   * The keys of a shard, until enough of them have a position. Those without one, which only
   * another writer can produce, may be any number, and would otherwise hide the rest of the shard.
   */
  private List<Map<String, AttributeValue>> keys(
      String shard, @Nullable String before, int enough) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    @Nullable String from = before;
    long sound = 0;
    while (sound < enough) {
      QueryRequest query = query(shard, from, enough);
      List<Map<String, AttributeValue>> read =
          DynamoDbErrors.read(() -> client.query(query).items());
      keys.addAll(read);
      if (read.size() < enough) {
        break;
      }
      sound += read.stream().filter(this::hasPosition).count();
      from = at(read.getLast());
    }
    return keys;
  }

  private Comparator<Map<String, AttributeValue>> newestFirst() {
    return Comparator.<Map<String, AttributeValue>, String>comparing(this::at).reversed();
  }

  /** The rows without a position that are before the end of the page. */
  private List<Unreadable> broken(List<Map<String, AttributeValue>> keys, String end) {
    UnreadableItem problem = new UnreadableItem(timeKey, "is not a valid list position");
    return keys.stream()
        .filter(key -> !hasPosition(key) && at(key).compareTo(end) > 0)
        .map(problem::in)
        .toList();
  }

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
        .limit(limit)
        .build();
  }

  private String at(Map<String, AttributeValue> key) {
    return new ItemReader(key).text(timeKey);
  }

  private boolean hasPosition(Map<String, AttributeValue> key) {
    try {
      ListPosition.ofText(at(key));
      return true;
    } catch (IllegalArgumentException | DateTimeException broken) {
      return false;
    }
  }
}
