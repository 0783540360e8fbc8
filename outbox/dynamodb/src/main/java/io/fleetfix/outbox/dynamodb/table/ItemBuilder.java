package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.ListPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds a row with less code than the SDK's types need. Not thread-safe. */
public final class ItemBuilder {
  private final Map<String, AttributeValue> row = new HashMap<>();

  public ItemBuilder text(String name, String value) {
    return put(name, AttributeValue.fromS(value));
  }

  public ItemBuilder number(String name, long value) {
    return put(name, AttributeValue.fromN(Long.toString(value)));
  }

  public ItemBuilder time(String name, Instant value) {
    return text(name, UtcMillis.text(value));
  }

  public ItemBuilder map(String name, ItemBuilder value) {
    return put(name, AttributeValue.fromM(value.map()));
  }

  public ItemBuilder list(String name, List<ItemBuilder> values) {
    return put(
        name,
        AttributeValue.fromL(
            values.stream().map(value -> AttributeValue.fromM(value.map())).toList()));
  }

  public ItemBuilder put(String name, AttributeValue value) {
    row.put(name, value);
    return this;
  }

  public ItemBuilder putAll(Map<String, AttributeValue> values) {
    row.putAll(values);
    return this;
  }

  /**
   * Adds the row to a list ordered by time, which {@link IndexListing#ofLists} reads.
   *
   * @param list the application's name of the list; a row can be in one list at most
   * @param position has the aggregate's id as its id, so that no two rows share a position
   * @throws IllegalArgumentException if the position is no valid cursor
   */
  public ItemBuilder listed(String list, ListPosition position) {
    ListPosition.ofText(position.text());
    return text(OutboxTable.LIST_SHARD, OutboxTable.listShard(list, position.id()))
        .text(OutboxTable.LIST_AT, position.text());
  }

  /** Lets TTL delete the row from this time on, rounded up to whole seconds. */
  public ItemBuilder expiresAt(Instant time) {
    long seconds = time.getEpochSecond();
    return number(OutboxTable.EXPIRES_AT, time.getNano() == 0 ? seconds : seconds + 1);
  }

  public Map<String, AttributeValue> map() {
    return Map.copyOf(row);
  }
}
