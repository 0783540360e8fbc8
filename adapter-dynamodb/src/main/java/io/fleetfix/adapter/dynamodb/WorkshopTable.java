package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.EventId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/**
 * The table's keys, attributes, indexes and limits: everything about it that more than one class
 * has to agree on. A change here is a change of the schema.
 *
 * @param name of the workshop's table; the relay's own stands beside it
 */
public record WorkshopTable(String name) {
  static final String PK = "pk";
  static final String SK = "sk";
  static final String META = "META";
  static final String ENTITY_TYPE = "entityType";
  static final String VERSION = "version";
  static final String COMMIT_ID = "commitId";
  static final String STATUS = "status";
  static final String EXPIRES_AT = "expiresAt";

  /** Sparse: only rows whose delivery is unconfirmed are in it. */
  static final String DUE_INDEX = "due";

  static final String DUE_SHARD = "dueShard";
  static final String DUE_AT = "dueAt";

  /** Sparse: repairs and notices, each in the shards of its list. */
  static final String LISTING_INDEX = "listing";

  static final String LIST_SHARD = "listShard";
  static final String LIST_AT = "listAt";

  /** Spread so that no single index key takes all writes. */
  static final int DUE_SHARDS = 16;

  static final int LIST_SHARDS = 8;

  /** The relay's own writes must not wake it, so its table has no stream. */
  public String relayName() {
    return name + "-relay";
  }

  /**
   * Creates both tables where they are missing: for a local run and for tests. An account on AWS
   * gets its tables from the template, never from here.
   */
  public void createIfMissing(DynamoDbClient client) {
    create(client, workshopTable());
    create(client, relayTable());
    for (String table : List.of(name, relayName())) {
      client.waiter().waitUntilTableExists(request -> request.tableName(table));
    }
    boolean expiring =
        client
                .describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .attributeName()
            != null;
    if (!expiring) {
      client.updateTimeToLive(
          request ->
              request
                  .tableName(name)
                  .timeToLiveSpecification(
                      TimeToLiveSpecification.builder()
                          .attributeName(EXPIRES_AT)
                          .enabled(true)
                          .build()));
    }
  }

  private static void create(DynamoDbClient client, CreateTableRequest request) {
    try {
      client.createTable(request);
    } catch (ResourceInUseException exists) {
      // As it should be.
    }
  }

  private CreateTableRequest workshopTable() {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            List.of(
                text(PK), text(SK), text(DUE_SHARD), text(DUE_AT), text(LIST_SHARD), text(LIST_AT)))
        .keySchema(keys(PK, SK))
        .globalSecondaryIndexes(
            index(
                DUE_INDEX,
                keys(DUE_SHARD, DUE_AT),
                Projection.builder()
                    .projectionType(ProjectionType.INCLUDE)
                    .nonKeyAttributes(OutboxItem.OCCURRED_AT)
                    .build()),
            index(
                LISTING_INDEX,
                keys(LIST_SHARD, LIST_AT),
                Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build()))
        .streamSpecification(
            StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .build())
        .build();
  }

  private CreateTableRequest relayTable() {
    return CreateTableRequest.builder()
        .tableName(relayName())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(List.of(text(PK), text(SK)))
        .keySchema(keys(PK, SK))
        .build();
  }

  /** The key of an aggregate's row. */
  static Map<String, AttributeValue> key(String aggregateId) {
    return Map.of(PK, AttributeValue.fromS(aggregateId), SK, AttributeValue.fromS(META));
  }

  static String pendingShard(EventId eventId) {
    return pendingShard(Math.floorMod(eventId.value().hashCode(), DUE_SHARDS));
  }

  static List<String> pendingShards() {
    return IntStream.range(0, DUE_SHARDS).mapToObj(WorkshopTable::pendingShard).toList();
  }

  /**
   * Where a row lies whose delivery was given up.
   *
   * @param partition the row's {@code pk}, all of it that surely can be read
   */
  static String quarantineShard(String partition) {
    return quarantineShard(Math.floorMod(partition.hashCode(), DUE_SHARDS));
  }

  static List<String> quarantineShards() {
    return IntStream.range(0, DUE_SHARDS).mapToObj(WorkshopTable::quarantineShard).toList();
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
   * @param list such as {@code OPEN} or {@code NOTICE}
   */
  static String listShard(String list, String id) {
    return list + "#" + Math.floorMod(id.hashCode(), LIST_SHARDS);
  }

  static List<String> listShards(String list) {
    return IntStream.range(0, LIST_SHARDS).mapToObj(shard -> list + "#" + shard).toList();
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static List<KeySchemaElement> keys(String hash, String range) {
    return List.of(
        KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
  }

  private static GlobalSecondaryIndex index(
      String name, List<KeySchemaElement> keys, Projection projection) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(keys)
        .projection(projection)
        .build();
  }
}
