package io.fleetfix.outbox.dynamodb.table;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Reads single aggregates consistently: a read sees every commit that returned before it. */
public record AggregateReader(DynamoDbClient client, OutboxTable table) {
  /**
   * The aggregate with this id; empty if it does not exist.
   *
   * @param mapping the function that reads the row, such as a row mapping's {@code read}
   * @throws UnreadableItem if the mapping cannot read the row
   * @throws io.fleetfix.outbox.port.StorageUnavailable if DynamoDB gave no clear answer
   */
  public <T> Optional<T> find(String aggregateId, Function<ItemReader, T> mapping) {
    GetItemResponse answer =
        DynamoDbErrors.read(
            () ->
                client.getItem(
                    request ->
                        request
                            .tableName(table.name())
                            .key(OutboxTable.key(aggregateId))
                            .consistentRead(true)));
    return answer.hasItem()
        ? Optional.of(ItemReader.read(answer.item(), mapping))
        : Optional.empty();
  }
}
