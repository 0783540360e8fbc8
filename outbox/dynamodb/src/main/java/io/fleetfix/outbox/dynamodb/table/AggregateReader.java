package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Reads single aggregates consistently: a read sees every commit that returned before it. */
public record AggregateReader(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
  /**
   * The aggregate with this id; empty if it does not exist.
   *
   * @param mapping the function that reads the row, such as a row mapping's {@code read}
   * @throws UnreadableRow if the mapping cannot read the row
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
    if (!answer.hasItem()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ItemReader.read(answer.item(), mapping));
    } catch (UnreadableItem item) {
      Unreadable row = item.in(answer.item());
      problems.found(row);
      throw new UnreadableRow(row, item);
    }
  }
}
