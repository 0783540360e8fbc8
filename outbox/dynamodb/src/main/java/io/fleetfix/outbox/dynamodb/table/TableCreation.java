package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import io.fleetfix.outbox.subscription.EventFields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
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

/** Creates both tables as the AWS template does, for a local run and for tests. */
record TableCreation(DynamoDbClient client, OutboxTable table) {
  /**
   * On a busy machine, DynamoDB Local takes longer to create a table than the client's timeouts
   * allow, and a run that creates one can do nothing before it is there.
   */
  private static final AwsRequestOverrideConfiguration PATIENT =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(25))
          .apiCallTimeout(Duration.ofSeconds(60))
          .build();

  /** DynamoDB Local may answer 500 for a while after it has opened its port. */
  private static final Backoff STARTING =
      Backoff.of(
          new DoublingWait(Duration.ofMillis(200), Duration.ofSeconds(2)), Duration.ofSeconds(30));

  private static final int SERVER_ERROR = 500;

  void run() {
    create(mainTable());
    create(relayTable());
    for (String name : List.of(table.name(), table.relayName())) {
      client
          .waiter()
          .waitUntilTableExists(request -> request.tableName(name).overrideConfiguration(PATIENT));
    }
    boolean expiring =
        client
                .describeTimeToLive(
                    request -> request.tableName(table.name()).overrideConfiguration(PATIENT))
                .timeToLiveDescription()
                .attributeName()
            != null;
    if (!expiring) {
      client.updateTimeToLive(
          request ->
              request
                  .tableName(table.name())
                  .overrideConfiguration(PATIENT)
                  .timeToLiveSpecification(
                      TimeToLiveSpecification.builder()
                          .attributeName(OutboxTable.EXPIRES_AT)
                          .enabled(true)
                          .build()));
    }
  }

  private void create(CreateTableRequest request) {
    Retries retries = STARTING.start();
    DynamoDbException failure = failure(request);
    while (failure != null) {
      if (!retries.again()) {
        throw failure;
      }
      failure = failure(request);
    }
  }

  /** Null if the table exists now. */
  private @Nullable DynamoDbException failure(CreateTableRequest request) {
    try {
      client.createTable(request.toBuilder().overrideConfiguration(PATIENT).build());
      return null;
    } catch (ResourceInUseException exists) {
      return null;
    } catch (DynamoDbException failure) {
      if (failure.statusCode() < SERVER_ERROR) {
        throw failure;
      }
      return failure;
    }
  }

  private CreateTableRequest mainTable() {
    return CreateTableRequest.builder()
        .tableName(table.name())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            List.of(
                text(OutboxTable.PK),
                text(OutboxTable.SK),
                text(OutboxTable.DUE_SHARD),
                text(OutboxTable.DUE_AT),
                text(OutboxTable.LIST_SHARD),
                text(OutboxTable.LIST_AT)))
        .keySchema(keys(OutboxTable.PK, OutboxTable.SK))
        .globalSecondaryIndexes(
            index(
                OutboxTable.DUE_INDEX,
                keys(OutboxTable.DUE_SHARD, OutboxTable.DUE_AT),
                Projection.builder()
                    .projectionType(ProjectionType.INCLUDE)
                    .nonKeyAttributes(EventFields.OCCURRED_AT)
                    .build()),
            index(
                OutboxTable.LISTING_INDEX,
                keys(OutboxTable.LIST_SHARD, OutboxTable.LIST_AT),
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
        .tableName(table.relayName())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(List.of(text(OutboxTable.PK), text(OutboxTable.SK)))
        .keySchema(keys(OutboxTable.PK, OutboxTable.SK))
        .build();
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
