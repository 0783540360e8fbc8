package io.fleetfix.support.benchmarks;

import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** Reads the stream's single shard with plain SDK calls: no lease, no checkpoint, no types. */
final class RawShard {
  /** Five reads per second. */
  static final Duration AS_OFTEN_AS_THE_SERVICE_LETS = Duration.ofMillis(200);

  private final DynamoDbConnection connection;
  private final Duration betweenReads;
  private String iterator;
  private long lastRead;

  RawShard(DynamoDbConnection connection, String table, Duration betweenReads) {
    this.connection = connection;
    this.betweenReads = betweenReads;
    String stream =
        connection
            .tables()
            .describeTable(request -> request.tableName(table))
            .table()
            .latestStreamArn();
    String shard =
        connection
            .streams()
            .describeStream(request -> request.streamArn(stream))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    this.iterator =
        connection
            .streams()
            .getShardIterator(
                request ->
                    request
                        .streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    this.lastRead = System.nanoTime() - betweenReads.toNanos();
  }

  /** The outbox rows among the next thousand records. Waits until the next read is due. */
  List<Map<String, AttributeValue>> newOutboxRows() {
    LockSupport.parkNanos(lastRead + betweenReads.toNanos() - System.nanoTime());
    lastRead = System.nanoTime();
    GetRecordsResponse page =
        connection.streams().getRecords(request -> request.shardIterator(iterator).limit(1_000));
    iterator = page.nextShardIterator();
    return page.records().stream()
        .map(record -> record.dynamodb())
        .filter(change -> change.oldImage().isEmpty())
        .map(change -> change.newImage())
        .filter(row -> "OUTBOX".equals(text(row, "entityType")))
        .toList();
  }

  static String text(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null ? "" : String.valueOf(value.s());
  }
}
