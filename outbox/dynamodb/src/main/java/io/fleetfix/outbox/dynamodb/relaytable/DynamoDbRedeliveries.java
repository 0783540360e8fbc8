package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.DynamoDbErrors;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.Redeliveries;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores each redelivery as one row in the relay's table, without expiry. */
public final class DynamoDbRedeliveries implements Redeliveries {
  private static final String PARTITION = "REDELIVERY#";
  private static final String AT = "at";
  private static final String BY = "by";

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbRedeliveries(DynamoDbConnection connection, OutboxTable table) {
    this.client = connection.tables();
    this.table = table.relayName();
  }

  @Override
  public void add(Redelivery redelivery) {
    String at = UtcMillis.text(redelivery.at());
    // Keeps two redeliveries within one millisecond apart.
    String sort = at + "#" + UUID.randomUUID();
    Map<String, AttributeValue> row =
        new ItemBuilder()
            .putAll(OutboxTable.key(partition(redelivery.eventId()), sort))
            .text(AT, at)
            .text(BY, redelivery.by())
            .map();
    DynamoDbErrors.read(() -> client.putItem(put -> put.tableName(table).item(row)));
  }

  @Override
  public List<Redelivery> of(EventId eventId) {
    return DynamoDbErrors.read(
            () ->
                client.query(
                    query ->
                        query
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(partition(eventId))))
                            .scanIndexForward(false)
                            .limit(MOST_SHOWN)))
        .items()
        .stream()
        .map(ItemReader::new)
        .map(row -> new Redelivery(eventId, row.time(AT), row.text(BY)))
        .toList();
  }

  private static String partition(EventId eventId) {
    return PARTITION + eventId;
  }
}
