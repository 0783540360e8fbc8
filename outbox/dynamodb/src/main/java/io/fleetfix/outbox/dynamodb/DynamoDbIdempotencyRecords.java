package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads idempotency records consistently. TTL may delete an expired row hours or days late, so
 * expired rows are filtered out here.
 */
public final class DynamoDbIdempotencyRecords implements IdempotencyRecords {
  private static final IdempotencyRowMapping MAPPING = new IdempotencyRowMapping();

  private final AggregateReader rows;

  public DynamoDbIdempotencyRecords(
      DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
  }

  @Override
  public Optional<IdempotencyRecord> find(String aggregateId, Instant now) {
    return rows.find(aggregateId, MAPPING::read).filter(record -> !record.isExpiredAt(now));
  }
}
