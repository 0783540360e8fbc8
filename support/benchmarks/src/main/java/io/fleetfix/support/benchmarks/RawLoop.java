package io.fleetfix.support.benchmarks;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The lower bound: the same items with the same conditions and indexes in plain SDK calls, and a
 * reader that polls one shard as often as the service allows. No lease, no checkpoint, no retry, no
 * types.
 */
final class RawLoop implements RelaySubject {
  private final DynamoDbConnection connection;
  private final String table;
  private final RawShard shard;

  RawLoop(DynamoDbConnection connection, String table) {
    this.connection = connection;
    this.table = table;
    this.shard = new RawShard(connection, table, RawShard.AS_OFTEN_AS_THE_SERVICE_LETS);
  }

  @Override
  public String complete(String repairId) {
    Map<String, AttributeValue> key =
        Map.of("pk", fromS("REPAIR#" + repairId), "sk", fromS("META"));
    Map<String, AttributeValue> repair =
        new HashMap<>(
            connection
                .tables()
                .getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item());
    AttributeValue before = repair.get("version");
    String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    String eventId = UUID.randomUUID().toString();
    String commitId = UUID.randomUUID().toString();
    repair.put("status", fromS("COMPLETED"));
    repair.put("version", fromN("2"));
    repair.put("completeAt", fromS(at));
    repair.put("commitId", fromS(commitId));
    repair.put("listShard", fromS("COMPLETED#" + Math.floorMod(repairId.hashCode(), 8)));
    repair.put("listAt", fromS(at + "#" + repairId));
    Put.Builder state =
        Put.builder()
            .tableName(table)
            .item(repair)
            .conditionExpression(
                "attribute_exists(#pk) AND #version = :expected AND #status = :open")
            .expressionAttributeNames(
                Map.of("#pk", "pk", "#version", "version", "#status", "status"))
            .expressionAttributeValues(Map.of(":expected", before, ":open", fromS("OPEN")));
    Put.Builder outbox =
        Put.builder()
            .tableName(table)
            .item(outboxRow(repairId, eventId, commitId, at))
            .conditionExpression("attribute_not_exists(#pk)")
            .expressionAttributeNames(Map.of("#pk", "pk"));
    connection
        .tables()
        .transactWriteItems(
            request ->
                request.clientRequestToken(commitId).transactItems(item(state), item(outbox)));
    return eventId;
  }

  private static TransactWriteItem item(Put.Builder put) {
    return TransactWriteItem.builder()
        .put(
            put.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private static Map<String, AttributeValue> outboxRow(
      String repairId, String eventId, String commitId, String at) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("pk", fromS("OUTBOX#" + eventId));
    row.put("sk", fromS("REPAIR#" + repairId));
    row.put("entityType", fromS("OUTBOX"));
    row.put("eventId", fromS(eventId));
    row.put("eventType", fromS("RepairCompleted"));
    row.put("repairId", fromS(repairId));
    row.put("occurredAt", fromS(at));
    row.put("aggregateId", fromS("REPAIR#" + repairId));
    row.put("sequence", fromN("2"));
    row.put("schemaVersion", fromS("1"));
    row.put("commitId", fromS(commitId));
    row.put("dueShard", fromS("PENDING#" + Math.floorMod(eventId.hashCode(), 16)));
    row.put("dueAt", fromS(at + "#" + eventId));
    return row;
  }

  @Override
  public void relay(Consumer<List<String>> bus) {
    List<String> events =
        shard.newOutboxRows().stream().map(row -> RawShard.text(row, "eventId")).toList();
    if (!events.isEmpty()) {
      bus.accept(events);
    }
  }
}
