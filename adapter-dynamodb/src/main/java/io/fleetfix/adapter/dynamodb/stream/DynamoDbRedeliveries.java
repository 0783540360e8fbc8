package io.fleetfix.adapter.dynamodb.stream;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One row each in the relay's own table, kept for good. */
public final class DynamoDbRedeliveries implements Redeliveries {
  private static final String PARTITION = "REDELIVERY#";
  private static final String AT = "at";
  private static final String BY = "by";

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbRedeliveries(DynamoDbConnection connection, WorkshopTable table) {
    this.client = connection.tables();
    this.table = table.relayName();
  }

  @Override
  public void add(Redelivery redelivery) {
    String at = Timestamp.text(redelivery.at());
    Map<String, AttributeValue> row =
        Map.of(
            "pk",
            partition(redelivery.eventId()),
            // Two in one millisecond are two.
            "sk",
            AttributeValue.fromS(at + "#" + UUID.randomUUID()),
            AT,
            AttributeValue.fromS(at),
            BY,
            AttributeValue.fromS(redelivery.by()));
    answer(() -> client.putItem(put -> put.tableName(table).item(row)));
  }

  @Override
  public List<Redelivery> of(EventId eventId) {
    return answer(
            () ->
                client.query(
                    query ->
                        query
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", partition(eventId)))
                            .scanIndexForward(false)
                            .limit(MOST_SHOWN)))
        .items()
        .stream()
        .map(row -> new Redelivery(eventId, Instant.parse(text(row, AT)), text(row, BY)))
        .toList();
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.get(name)).s();
  }

  private static AttributeValue partition(EventId eventId) {
    return AttributeValue.fromS(PARTITION + eventId);
  }

  private static <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw new StorageUnavailable(failure);
    }
  }
}
