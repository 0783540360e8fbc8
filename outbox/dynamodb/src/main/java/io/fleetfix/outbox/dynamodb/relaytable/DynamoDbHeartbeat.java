package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.health.Heartbeat;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one row, which all processes share, to the relay's table: that table has no stream, so a
 * heartbeat wakes no reader. Each write has another value, since a store might skip one that
 * changes nothing.
 */
public record DynamoDbHeartbeat(RelayRows rows) implements Heartbeat {
  private static final String PK = "HEARTBEAT";
  private static final String BEAT = "beat";

  /** Writes to the relay's table. */
  public static DynamoDbHeartbeat of(DynamoDbConnection connection, OutboxTable table) {
    return new DynamoDbHeartbeat(new SdkRelayRows(connection.tables(), table.relayName()));
  }

  @Override
  public void beat() {
    rows.put(
        PK, Map.of(BEAT, AttributeValue.fromS(UUID.randomUUID().toString())), new Condition.Any());
  }
}
