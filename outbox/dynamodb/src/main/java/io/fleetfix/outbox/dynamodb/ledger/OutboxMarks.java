package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.DynamoDbErrors;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Marks on existing outbox rows that record the delivery state of the event. These are the table's
 * only updates outside a transaction, and they touch no attribute that is part of the event.
 */
record OutboxMarks(DynamoDbClient client, OutboxTable table) {
  /** Pending: neither delivered nor quarantined. */
  static final String PENDING =
      "attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)"
          + " AND attribute_not_exists(#quarantinedAt)";

  private static final Map<String, String> NAMES =
      names(
          OutboxTable.PK,
          OutboxTable.DUE_SHARD,
          OutboxTable.DUE_AT,
          OutboxTable.EXPIRES_AT,
          OutboxItem.DELIVERED_AT,
          OutboxItem.QUARANTINED_AT,
          OutboxItem.REASON,
          OutboxItem.REASON_CODE,
          OutboxItem.RESENDS,
          OutboxItem.RESENT_AT,
          OutboxItem.REFUSALS,
          OutboxItem.RESTS);

  /**
   * One mark. In the condition and the update, {@code #name} stands for the attribute of that name.
   *
   * @param condition the condition that must hold, or nothing is written
   */
  record Mark(String condition, String update, Map<String, AttributeValue> values) {
    Mark {
      values = Map.copyOf(values);
    }
  }

  /** The row of this event, read consistently; a query, because the aggregate's id is not known. */
  Optional<Map<String, AttributeValue>> row(EventId eventId) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression("#pk = :pk")
            .expressionAttributeNames(Map.of("#pk", OutboxTable.PK))
            .expressionAttributeValues(
                Map.of(":pk", AttributeValue.fromS(OutboxItem.partition(eventId))))
            .limit(1)
            .build();
    return DynamoDbErrors.read(() -> client.query(request).items()).stream().findFirst();
  }

  /**
   * Writes a mark.
   *
   * @return the row before the write; empty if the condition did not hold
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB gave no clear answer
   */
  Optional<Map<String, AttributeValue>> put(Map<String, AttributeValue> key, Mark mark) {
    return switch (attempt(key, mark)) {
      case Attempt.Written(Map<String, AttributeValue> before) -> Optional.of(before);
      case Attempt.Refused refused -> Optional.empty();
    };
  }

  /** What came of a mark. */
  sealed interface Attempt {
    /** It was written; the row was this before. */
    record Written(Map<String, AttributeValue> before) implements Attempt {}

    /** The condition did not hold for this row; empty if there is none. */
    record Refused(Map<String, AttributeValue> row) implements Attempt {}
  }

  /**
   * Writes a mark, if its condition holds. One call in any case.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB gave no clear answer
   */
  Attempt attempt(Map<String, AttributeValue> key, Mark mark) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(key)
            .conditionExpression(mark.condition())
            .updateExpression(mark.update())
            .expressionAttributeNames(namesIn(mark.condition() + " " + mark.update()))
            .expressionAttributeValues(mark.values())
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return DynamoDbErrors.read(
        () -> {
          try {
            return new Attempt.Written(client.updateItem(request).attributes());
          } catch (ConditionalCheckFailedException otherwise) {
            return new Attempt.Refused(otherwise.item());
          }
        });
  }

  /** DynamoDB refuses names that no expression uses. */
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
