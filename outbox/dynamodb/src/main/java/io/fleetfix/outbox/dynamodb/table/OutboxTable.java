package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.EventId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's keys, attributes, indexes and limits: everything that more than one class must agree
 * on. A change here is a schema change.
 *
 * @param name the name of the main table, which all commits write to; the relay's table name
 *     derives from it
 */
public record OutboxTable(String name) {
  public static final String PK = "pk";
  public static final String SK = "sk";
  public static final String META = "META";
  public static final String ENTITY_TYPE = "entityType";
  public static final String VERSION = "version";
  public static final String COMMIT_ID = "commitId";
  public static final String EXPIRES_AT = "expiresAt";

  /** A sparse index of the rows whose delivery is unconfirmed. */
  public static final String DUE_INDEX = "due";

  public static final String DUE_SHARD = "dueShard";
  public static final String DUE_AT = "dueAt";

  /** What the shards of pending rows begin with. */
  public static final String PENDING = "PENDING#";

  /** A sparse index of the rows that are in a list, each in a shard of that list. */
  public static final String LISTING_INDEX = "listing";

  public static final String LIST_SHARD = "listShard";
  public static final String LIST_AT = "listAt";

  /** The number of shards spreads writes so that no index key becomes hot. */
  public static final int DUE_SHARDS = 16;

  public static final int LIST_SHARDS = 8;

  /** The relay's table has no stream, so that the relay's own writes do not wake it. */
  public String relayName() {
    return name + "-relay";
  }

  /**
   * Creates both tables if they are missing, for a local run and for tests. On AWS, only the
   * template creates them.
   */
  public void createIfMissing(DynamoDbClient client) {
    new TableCreation(client, this).run();
  }

  /** The key of an aggregate's row. */
  public static Map<String, AttributeValue> key(String aggregateId) {
    return key(aggregateId, META);
  }

  /** The key of any row. */
  public static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PK, AttributeValue.fromS(partition), SK, AttributeValue.fromS(sort));
  }

  /** The key of this row; its other attributes need not be readable. */
  public static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> row) {
    ItemReader reader = new ItemReader(row);
    return key(reader.text(PK), reader.text(SK));
  }

  /** The key in the due index of a row from it, from which a query can go on. */
  public static Map<String, AttributeValue> dueKeyOf(Map<String, AttributeValue> row) {
    Map<String, AttributeValue> key = new HashMap<>(row);
    key.keySet().retainAll(List.of(PK, SK, DUE_SHARD, DUE_AT));
    return key;
  }

  /** The shard of an outbox row while its event is pending. */
  public static String pendingShard(EventId eventId) {
    return pendingShard(Math.floorMod(eventId.value().hashCode(), DUE_SHARDS));
  }

  public static List<String> pendingShards() {
    return IntStream.range(0, DUE_SHARDS).mapToObj(OutboxTable::pendingShard).toList();
  }

  /**
   * The shard of a quarantined row.
   *
   * @param partition the row's {@code pk}, the only part that is certainly readable
   */
  public static String quarantineShard(String partition) {
    return quarantineShard(Math.floorMod(partition.hashCode(), DUE_SHARDS));
  }

  public static List<String> quarantineShards() {
    return IntStream.range(0, DUE_SHARDS).mapToObj(OutboxTable::quarantineShard).toList();
  }

  private static String quarantineShard(int shard) {
    return "QUARANTINE#" + shard;
  }

  private static String pendingShard(int shard) {
    return PENDING + shard;
  }

  /**
   * The shard of this id in a list.
   *
   * @param list the application's name of the list, such as {@code SHIPPED}
   */
  public static String listShard(String list, String id) {
    return list + "#" + Math.floorMod(id.hashCode(), LIST_SHARDS);
  }

  public static List<String> listShards(String list) {
    return IntStream.range(0, LIST_SHARDS).mapToObj(shard -> list + "#" + shard).toList();
  }
}
