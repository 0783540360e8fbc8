package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The exact request that a commit sends. Golden files pin it: a change here is a schema change. */
record CommitRequest(OutboxTable table, OutboxItem outbox, RowMappings mappings) {
  /** DynamoDB's limit, checked here so that the error is clear. */
  private static final int MAX_ITEMS = 100;

  TransactWriteItemsRequest of(String commitId, Traceparent trace, List<Change<?>> changes) {
    long aggregates =
        changes.stream().map(change -> change.state().aggregateId()).distinct().count();
    if (changes.isEmpty() || aggregates < changes.size()) {
      throw new IllegalArgumentException("A commit must have exactly one change per aggregate");
    }
    List<TransactWriteItem> items = new ArrayList<>();
    for (Change<?> change : changes) {
      items.add(state(change.state(), change.expected(), commitId));
      items.addAll(raised(change.events(), trace, commitId));
    }
    return request(commitId, items);
  }

  /** Puts lost outbox rows back without changing the stored state. */
  TransactWriteItemsRequest of(String commitId, Traceparent trace, Restoration<?> restoration) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(stillThere(restoration.stored()));
    items.addAll(raised(restoration.lost(), trace, commitId));
    return request(commitId, items);
  }

  /**
   * The aggregate of an item of the request; for an outbox row, the aggregate that raised the
   * event.
   */
  static String aggregateId(TransactWriteItemsRequest request, int index) {
    TransactWriteItem item = request.transactItems().get(index);
    if (item.conditionCheck() != null) {
      return new ItemReader(item.conditionCheck().key()).text(OutboxTable.PK);
    }
    ItemReader row = new ItemReader(item.put().item());
    boolean isOutboxRow = row.text(OutboxTable.ENTITY_TYPE).equals(OutboxItem.ENTITY_TYPE);
    return row.text(isOutboxRow ? OutboxTable.SK : OutboxTable.PK);
  }

  private static TransactWriteItemsRequest request(String commitId, List<TransactWriteItem> items) {
    if (items.size() > MAX_ITEMS) {
      throw new IllegalArgumentException("A commit must have at most " + MAX_ITEMS + " rows");
    }
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(commitId)
        .transactItems(items)
        .build();
  }

  private TransactWriteItem state(Aggregate state, Version expected, String commitId) {
    RowMapping<?> mapping = mappings.of(state);
    Map<String, AttributeValue> row =
        new ItemBuilder()
            .putAll(mapping.rowOf(state))
            .putAll(OutboxTable.key(state.aggregateId()))
            .text(OutboxTable.ENTITY_TYPE, mapping.entityType())
            .number(OutboxTable.VERSION, state.version().value())
            .text(OutboxTable.COMMIT_ID, commitId)
            .map();
    return put(row, mapping.guardOf(state, expected));
  }

  private List<TransactWriteItem> raised(
      List<DomainEvent> events, Traceparent trace, String commitId) {
    return events.stream()
        .map(event -> outbox.row(OutboxEntry.of(event, trace), commitId))
        .map(row -> put(row, Guard.at(Version.NONE)))
        .toList();
  }

  private TransactWriteItem stillThere(Aggregate stored) {
    Guard guard = Guard.at(stored.version());
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(table.name())
                .key(OutboxTable.key(stored.aggregateId()))
                .conditionExpression(guard.condition())
                .expressionAttributeNames(guard.names())
                .expressionAttributeValues(guard.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> row, Guard guard) {
    Put.Builder put =
        Put.builder()
            .tableName(table.name())
            .item(row)
            .conditionExpression(guard.condition())
            .expressionAttributeNames(guard.names())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (!guard.values().isEmpty()) { // DynamoDB refuses an empty map
      put.expressionAttributeValues(guard.values());
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
