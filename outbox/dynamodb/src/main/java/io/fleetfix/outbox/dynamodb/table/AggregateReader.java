package io.fleetfix.outbox.dynamodb.table;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Single aggregates, read consistently: every commit that returned before is seen. */
public record AggregateReader(DynamoDbClient client, OutboxTable table) {
  /**
   * The aggregate of this id; empty if there is none.
   *
   * @param mapping such as a row mapping's {@code read}
   * @throws UnreadableItem if its row is not as it was written
   * @throws io.fleetfix.outbox.port.StorageUnavailable without a clear answer
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
