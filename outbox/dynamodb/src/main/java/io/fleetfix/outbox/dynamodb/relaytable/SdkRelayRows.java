package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.table.DynamoDbErrors;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The relay's table on DynamoDB, with the string keys {@code pk} and {@code sk}. */
public final class SdkRelayRows implements RelayRows {
  private final DynamoDbClient client;
  private final String table;

  /**
   * Reads and writes this table.
   *
   * @param table its name, such as {@link OutboxTable#relayName}
   */
  public SdkRelayRows(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public Map<String, AttributeValue> get(String pk) {
    try {
      return client
          .getItem(
              request -> request.tableName(table).key(OutboxTable.key(pk)).consistentRead(true))
          .item();
    } catch (SdkException e) {
      throw new StorageUnavailable(e);
    }
  }

  @Override
  public boolean put(String pk, Map<String, AttributeValue> row, Condition condition) {
    Map<String, AttributeValue> item = new HashMap<>(row);
    item.putAll(OutboxTable.key(pk));
    PutItemRequest.Builder request = PutItemRequest.builder().tableName(table).item(item);
    switch (condition) {
      case Condition.Any any -> {}
      case Condition.Absent absent -> request.conditionExpression("attribute_not_exists(pk)");
      case Condition.Equal equal ->
          request
              .conditionExpression("#attribute = :value")
              .expressionAttributeNames(Map.of("#attribute", equal.attribute()))
              .expressionAttributeValues(Map.of(":value", equal.value()));
      case Condition.AtMost atMost ->
          request
              .conditionExpression("attribute_not_exists(#attribute) OR #attribute <= :limit")
              .expressionAttributeNames(Map.of("#attribute", atMost.attribute()))
              .expressionAttributeValues(
                  Map.of(":limit", AttributeValue.fromN(Long.toString(atMost.limit()))));
    }
    try {
      client.putItem(request.build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw new StorageUnavailable(e);
    }
  }

  @Override
  public void remove(String pk) {
    DynamoDbErrors.read(
        () -> client.deleteItem(request -> request.tableName(table).key(OutboxTable.key(pk))));
  }
}
