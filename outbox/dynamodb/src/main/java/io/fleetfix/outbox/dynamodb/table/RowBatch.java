package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads many rows at once, consistently.
 *
 * @param backoff between requests for the keys that DynamoDB left unprocessed, because it is too
 *     busy or the answer would be too large
 */
public record RowBatch(DynamoDbClient client, OutboxTable table, Backoff backoff) {
  /** DynamoDB's limit per BatchGetItem. */
  private static final int MAX_KEYS = 100;

  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(20), Duration.ofMillis(500));
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Asks for unprocessed keys for up to five seconds per {@value #MAX_KEYS} keys. */
  public RowBatch(DynamoDbClient client, OutboxTable table) {
    this(client, table, Backoff.of(PAUSES, DEADLINE));
  }

  /**
   * The rows of these index keys in the same order, without rows that no longer exist.
   *
   * @throws StorageUnavailable if DynamoDB gave no clear answer, or left keys unprocessed until the
   *     deadline or an interrupt
   */
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
    Retries retries = backoff.start();
    while (true) {
      Map<String, KeysAndAttributes> wanted = left;
      var answer =
          DynamoDbErrors.read(() -> client.batchGetItem(request -> request.requestItems(wanted)));
      rows.addAll(answer.responses().getOrDefault(table.name(), List.of()));
      left = answer.unprocessedKeys();
      if (left.isEmpty()) {
        return rows;
      }
      if (!retries.again()) {
        throw new StorageUnavailable(new TimeoutException("DynamoDB left keys unprocessed"));
      }
    }
  }
}
