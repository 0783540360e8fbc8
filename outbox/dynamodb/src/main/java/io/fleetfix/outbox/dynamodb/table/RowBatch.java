package io.fleetfix.outbox.dynamodb.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many rows at once, consistently. */
public record RowBatch(DynamoDbClient client, OutboxTable table) {
  /** DynamoDB's limit per BatchGetItem. */
  private static final int MAX_KEYS = 100;

  /** The rows of these index keys in the same order, without rows that no longer exist. */
  public List<Map<String, AttributeValue>> rows(List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      List<Map<String, AttributeValue>> wanted =
          keys.subList(from, Math.min(keys.size(), from + MAX_KEYS)).stream()
              .map(OutboxTable::keyOf)
              .toList();
      batch(wanted).forEach(row -> found.put(OutboxTable.keyOf(row), row));
    }
    return keys.stream()
        .map(key -> Optional.ofNullable(found.get(OutboxTable.keyOf(key))))
        .flatMap(Optional::stream)
        .toList();
  }

  /** All rows, also if DynamoDB returns them in several responses. */
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, KeysAndAttributes> left =
        Map.of(table.name(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> wanted = left;
      var answer =
          DynamoDbErrors.read(() -> client.batchGetItem(request -> request.requestItems(wanted)));
      rows.addAll(answer.responses().getOrDefault(table.name(), List.of()));
      left = answer.unprocessedKeys();
    }
    return rows;
  }
}
