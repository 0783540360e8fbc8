package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.EventId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's keys, attributes, indexes and limits: everything about it that more than one class
 * has to agree on. A change here is a change of the schema.
 *
 * @param name of the table that everything is committed to; the relay's own stands beside it
 */
public record OutboxTable(String name) {
  public static final String PK = "pk";
  public static final String SK = "sk";
  public static final String META = "META";
  public static final String ENTITY_TYPE = "entityType";
  public static final String VERSION = "version";
  public static final String COMMIT_ID = "commitId";
  public static final String EXPIRES_AT = "expiresAt";

  /** Sparse: only rows whose delivery is unconfirmed are in it. */
  public static final String DUE_INDEX = "due";

  public static final String DUE_SHARD = "dueShard";
  public static final String DUE_AT = "dueAt";

  /** Sparse: only rows that stand in a list are in it, each in the shards of its list. */
  public static final String LISTING_INDEX = "listing";

  public static final String LIST_SHARD = "listShard";
  public static final String LIST_AT = "listAt";

  /** Spread so that no single index key takes all writes. */
  public static final int DUE_SHARDS = 16;

  public static final int LIST_SHARDS = 8;

  /** The relay's own writes must not wake it, so its table has no stream. */
  public String relayName() {
    return name + "-relay";
  }

  /**
   * Creates both tables where they are missing: for a local run and for tests. An account on AWS
   * gets its tables from the template, never from here.
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

  /** The key in a row; nothing else of it need be readable. */
  public static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> row) {
    ItemReader reader = new ItemReader(row);
    return key(reader.text(PK), reader.text(SK));
  }

  /** Where an outbox row lies as long as its event is pending. */
  public static String pendingShard(EventId eventId) {
    return pendingShard(Math.floorMod(eventId.value().hashCode(), DUE_SHARDS));
  }

  public static List<String> pendingShards() {
    return IntStream.range(0, DUE_SHARDS).mapToObj(OutboxTable::pendingShard).toList();
  }

  /**
   * Where a row lies whose delivery was given up.
   *
   * @param partition the row's {@code pk}, all of it that surely can be read
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
    return "PENDING#" + shard;
  }

  /**
   * In which shard of a list something stands.
   *
   * @param list the application's name for it, such as {@code SHIPPED}
   */
  public static String listShard(String list, String id) {
    return list + "#" + Math.floorMod(id.hashCode(), LIST_SHARDS);
  }

  public static List<String> listShards(String list) {
    return IntStream.range(0, LIST_SHARDS).mapToObj(shard -> list + "#" + shard).toList();
  }
}
