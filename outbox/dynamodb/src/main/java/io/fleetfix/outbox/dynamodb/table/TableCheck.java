package io.fleetfix.outbox.dynamodb.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Checks both tables before the service starts. With a wrong table, every request would fail, or
 * worse, events would be written and never read.
 */
public record TableCheck(DynamoDbClient client, OutboxTable table) {
  private static final List<String> KEYS = List.of(OutboxTable.PK, OutboxTable.SK);
  private static final Set<String> INDEXES =
      Set.of(OutboxTable.DUE_INDEX, OutboxTable.LISTING_INDEX);

  /**
   * Returns normally if the service can use both tables.
   *
   * @return the ARN of the table's current stream; it changes when the table is recreated
   * @throws TableMismatch if a table does not fit, with the problem and the remedy
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB does not answer. If its cause is
   *     one of the SDK's timeouts and the client's endpoint refuses connections, the timeout has a
   *     suppressed {@link java.net.ConnectException} that says so
   */
  public String run() {
    TableDescription main = described(table.name());
    checkKeys(main);
    checkIndexes(main);
    checkStream(main);
    checkKeys(described(table.relayName()));
    return main.latestStreamArn();
  }

  private TableDescription described(String name) {
    return DynamoDbErrors.read(
        () -> {
          try {
            return client.describeTable(request -> request.tableName(name)).table();
          } catch (ResourceNotFoundException missing) {
            throw new TableMismatch(
                name, "does not exist", "deploy the template, or correct the configured name");
          } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException late) {
            client
                .serviceClientConfiguration()
                .endpointOverride()
                .flatMap(RefusedConnection::by)
                .ifPresent(late::addSuppressed);
            throw late;
          }
        });
  }

  private static void checkKeys(TableDescription described) {
    List<String> keys =
        described.keySchema().stream().map(KeySchemaElement::attributeName).toList();
    if (!keys.equals(KEYS)) {
      throw new TableMismatch(
          described.tableName(),
          "has the keys " + keys,
          "this is another table, correct the configured name");
    }
  }

  private static void checkIndexes(TableDescription described) {
    Set<String> indexes =
        described.globalSecondaryIndexes().stream()
            .map(GlobalSecondaryIndexDescription::indexName)
            .collect(Collectors.toSet());
    if (!indexes.containsAll(INDEXES)) {
      throw new TableMismatch(
          described.tableName(),
          "lacks one of the indexes " + INDEXES,
          "deploy the template again");
    }
  }

  private static void checkStream(TableDescription described) {
    StreamSpecification stream = described.streamSpecification();
    if (stream == null || !Boolean.TRUE.equals(stream.streamEnabled())) {
      throw new TableMismatch(
          described.tableName(), "has no stream", "deploy the template again, then reconcile");
    }
    if (stream.streamViewType() != StreamViewType.NEW_AND_OLD_IMAGES) {
      throw new TableMismatch(
          described.tableName(),
          "has a stream with view type " + stream.streamViewTypeAsString(),
          "NEW_AND_OLD_IMAGES is required, deploy the template again");
    }
  }
}
