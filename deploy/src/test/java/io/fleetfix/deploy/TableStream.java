package io.fleetfix.deploy;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a new table's stream from its beginning. DynamoDB Local has one shard. */
final class TableStream {
  private final DynamoDbStreamsClient streams;
  private final String arn;
  private String iterator;

  private TableStream(DynamoDbStreamsClient streams, String arn, String iterator) {
    this.streams = streams;
    this.arn = arn;
    this.iterator = iterator;
  }

  static TableStream of(DynamoDbConnection connection, String table) {
    String arn =
        connection
            .tables()
            .describeTable(request -> request.tableName(table))
            .table()
            .latestStreamArn();
    DynamoDbStreamsClient streams = connection.streams();
    Shard shard =
        streams
            .describeStream(request -> request.streamArn(arn))
            .streamDescription()
            .shards()
            .getFirst();
    String iterator =
        streams
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return new TableStream(streams, arn, iterator);
  }

  /** Reads the next {@code count} records. Fails if there are more. */
  List<JsonNode> next(int count) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    eventually(
        () -> {
          GetRecordsResponse page = streams.getRecords(read -> read.shardIterator(iterator));
          iterator = page.nextShardIterator();
          page.records().forEach(record -> records.add(StreamRecord.json(record, arn)));
          assertThat(records).hasSize(count);
        });
    return records;
  }
}
