package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.ListPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row while it is written: short words for the SDK's long ones. For one thread. */
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
   * Has the row stand in a list by time, which {@link IndexListing#ofLists} reads.
   *
   * @param list the application's name for it; a row stands in one list at most
   * @param position its id is that of the aggregate, so that no two rows share one place
   * @throws IllegalArgumentException if no cursor could be made of the position
   */
  public ItemBuilder listed(String list, ListPosition position) {
    ListPosition.ofText(position.text());
    return text(OutboxTable.LIST_SHARD, OutboxTable.listShard(list, position.id()))
        .text(OutboxTable.LIST_AT, position.text());
  }

  /** From then on the store may drop the row: in whole seconds, and never before the time. */
  public ItemBuilder expiresAt(Instant time) {
    long seconds = time.getEpochSecond();
    return number(OutboxTable.EXPIRES_AT, time.getNano() == 0 ? seconds : seconds + 1);
  }

  public Map<String, AttributeValue> map() {
    return Map.copyOf(row);
  }
}
