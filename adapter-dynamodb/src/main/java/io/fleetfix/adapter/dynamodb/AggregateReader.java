package io.fleetfix.adapter.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Single rows of aggregates, read consistently. */
record AggregateReader(DynamoDbClient client, WorkshopTable table) {
  Optional<Map<String, AttributeValue>> find(String aggregateId) {
    GetItemResponse answer =
        DynamoDbErrors.read(
            () ->
                client.getItem(
                    request ->
                        request
                            .tableName(table.name())
                            .key(WorkshopTable.key(aggregateId))
                            .consistentRead(true)));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }
}
