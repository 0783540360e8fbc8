package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What is marked on outbox rows that are there: how far their event got. The only updates of the
 * workshop's table outside of a transaction, and only of attributes that no event is made of.
 */
record OutboxMarks(DynamoDbClient client, WorkshopTable table) {
  /** Pending: neither delivered nor given up. */
  static final String PENDING =
      "attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)"
          + " AND attribute_not_exists(#quarantinedAt)";

  private static final Map<String, String> NAMES =
      names(
          WorkshopTable.PK,
          WorkshopTable.DUE_SHARD,
          WorkshopTable.DUE_AT,
          WorkshopTable.EXPIRES_AT,
          OutboxItem.DELIVERED_AT,
          OutboxItem.QUARANTINED_AT,
          OutboxItem.REASON,
          OutboxItem.RESENDS,
          OutboxItem.RESENT_AT,
          OutboxItem.REFUSALS);

  /**
   * One mark. In condition and update, {@code #name} is the attribute of that name.
   *
   * @param condition must hold, or nothing is written
   */
  record Mark(String condition, String update, Map<String, AttributeValue> values) {
    Mark {
      values = Map.copyOf(values);
    }
  }

  /** A query, since the sort key names the repair, which a receipt's event id alone does not. */
  Optional<Map<String, AttributeValue>> row(EventId eventId) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression("#pk = :pk")
            .expressionAttributeNames(Map.of("#pk", WorkshopTable.PK))
            .expressionAttributeValues(
                Map.of(":pk", AttributeValue.fromS(OutboxItem.partition(eventId))))
            .limit(1)
            .build();
    return DynamoDbErrors.read(() -> client.query(request).items()).stream().findFirst();
  }

  /**
   * Writes a mark.
   *
   * @param row with its keys; nothing else of it need be readable
   * @return false if the condition does not hold
   * @throws StorageUnavailable without a clear answer
   */
  boolean put(Map<String, AttributeValue> row, Mark mark) {
    Attributes keys = Attributes.of(row);
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(
                Map.of(
                    WorkshopTable.PK, keys.required(WorkshopTable.PK),
                    WorkshopTable.SK, keys.required(WorkshopTable.SK)))
            .conditionExpression(mark.condition())
            .updateExpression(mark.update())
            .expressionAttributeNames(namesIn(mark.condition() + " " + mark.update()))
            .expressionAttributeValues(mark.values())
            .build();
    try {
      client.updateItem(request);
      return true;
    } catch (ConditionalCheckFailedException otherwise) {
      return false;
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }

  /** DynamoDB takes no name that an expression does not use. */
  private static Map<String, String> namesIn(String expressions) {
    List<String> words = List.of(expressions.split("[^#A-Za-z]+"));
    Map<String, String> used = new HashMap<>(NAMES);
    used.keySet().retainAll(words);
    return used;
  }

  private static Map<String, String> names(String... attributes) {
    Map<String, String> names = new HashMap<>();
    for (String attribute : attributes) {
      names.put("#" + attribute, attribute);
    }
    return Map.copyOf(names);
  }
}
