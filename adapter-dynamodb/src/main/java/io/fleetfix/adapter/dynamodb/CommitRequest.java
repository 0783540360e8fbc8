package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.Aggregate;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.Timestamp;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The exact request that a commit sends. A golden file pins it: whoever changes it changes the
 * schema.
 */
record CommitRequest(WorkshopTable table) {
  /** DynamoDB's own limit; ours is said before the service says its own. */
  private static final int MAX_ITEMS = 100;

  private static final String NOT_THERE = "attribute_not_exists(#pk)";
  private static final String AT_VERSION = "attribute_exists(#pk) AND #version = :expected";

  /** A key is free again when its request has expired, whether or not the TTL took the row. */
  private static final String NOT_THERE_OR_EXPIRED = NOT_THERE + " OR #receivedAt <= :aDayAgo";

  /** What is over stays over, whatever its version says. */
  private static final String OPEN_AT_VERSION = AT_VERSION + " AND #status = :open";

  TransactWriteItemsRequest of(String commitId, Traceparent trace, Change<?>... changes) {
    long aggregates =
        Arrays.stream(changes).map(change -> change.state().aggregateId()).distinct().count();
    if (changes.length == 0 || aggregates < changes.length) {
      throw new IllegalArgumentException("A commit has one change for each of its aggregates");
    }
    List<TransactWriteItem> items = new ArrayList<>();
    for (Change<?> change : changes) {
      items.add(change.isRetelling() ? stillThere(change) : item(state(change, commitId)));
      for (DomainEvent event : change.events()) {
        items.add(item(outbox(OutboxEntry.of(event, trace), commitId)));
      }
    }
    if (items.size() > MAX_ITEMS) {
      throw new IllegalArgumentException("A commit has at most " + MAX_ITEMS + " rows");
    }
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(commitId)
        .transactItems(items)
        .build();
  }

  /** Which aggregate an item of the request is about; an outbox row's is the one that raised it. */
  static String aggregateId(TransactWriteItemsRequest request, int index) {
    TransactWriteItem item = request.transactItems().get(index);
    if (item.conditionCheck() != null) {
      return Attributes.of(item.conditionCheck().key()).text(WorkshopTable.PK);
    }
    Attributes row = Attributes.of(item.put().item());
    return row.text(WorkshopTable.ENTITY_TYPE).equals(OutboxItem.ENTITY_TYPE)
        ? OutboxItem.read(item.put().item()).aggregateId()
        : row.text(WorkshopTable.PK);
  }

  private Put.Builder state(Change<?> change, String commitId) {
    Put.Builder put = put(row(change.state(), commitId));
    if (change.state() instanceof Request request) {
      Instant aDayAgo = request.receivedAt().minus(Request.RETENTION);
      return put.conditionExpression(NOT_THERE_OR_EXPIRED)
          .expressionAttributeNames(
              Map.of("#pk", WorkshopTable.PK, "#receivedAt", RequestItem.RECEIVED_AT))
          .expressionAttributeValues(
              Map.of(":aDayAgo", AttributeValue.fromS(Timestamp.text(aDayAgo))));
    }
    if (change.expected().equals(Version.NONE)) {
      return put.conditionExpression(NOT_THERE)
          .expressionAttributeNames(Map.of("#pk", WorkshopTable.PK));
    }
    AttributeValue expected = AttributeValue.fromN(Long.toString(change.expected().value()));
    if (change.state() instanceof Repair) {
      return put.conditionExpression(OPEN_AT_VERSION)
          .expressionAttributeNames(
              Map.of(
                  "#pk", WorkshopTable.PK,
                  "#version", WorkshopTable.VERSION,
                  "#status", WorkshopTable.STATUS))
          .expressionAttributeValues(
              Map.of(
                  ":expected", expected, ":open", AttributeValue.fromS(RepairStatus.OPEN.name())));
    }
    return put.conditionExpression(AT_VERSION)
        .expressionAttributeNames(
            Map.of("#pk", WorkshopTable.PK, "#version", WorkshopTable.VERSION))
        .expressionAttributeValues(Map.of(":expected", expected));
  }

  /** A stored state stays as it is, while what it once raised is told again. */
  private TransactWriteItem stillThere(Change<?> change) {
    String version = Long.toString(change.expected().value());
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table.name())
                    .key(WorkshopTable.key(change.state().aggregateId()))
                    .conditionExpression(AT_VERSION)
                    .expressionAttributeNames(
                        Map.of("#pk", WorkshopTable.PK, "#version", WorkshopTable.VERSION))
                    .expressionAttributeValues(Map.of(":expected", AttributeValue.fromN(version)))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private Put.Builder outbox(OutboxEntry entry, String commitId) {
    return put(OutboxItem.of(entry, commitId))
        .conditionExpression(NOT_THERE)
        .expressionAttributeNames(Map.of("#pk", WorkshopTable.PK));
  }

  private Put.Builder put(Map<String, AttributeValue> row) {
    return Put.builder()
        .tableName(table.name())
        .item(row)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private static TransactWriteItem item(Put.Builder put) {
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static Map<String, AttributeValue> row(Aggregate state, String commitId) {
    return switch (state) {
      case Repair repair -> RepairItem.of(repair, commitId);
      case Invoice invoice -> InvoiceItem.of(invoice, commitId);
      case InvoiceNumbers numbers -> InvoiceItem.of(numbers, commitId);
      case Notice notice -> NoticeItem.of(notice, commitId);
      case Request request -> RequestItem.of(request, commitId);
    };
  }
}
