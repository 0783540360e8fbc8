package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far each shard was read and acted on: one row a shard. A row carries the fence of the lease
 * that wrote it and yields to no lower one.
 */
public final class Checkpoints {
  private static final String PK = "RELAY#CHECKPOINT#";
  private static final String SHARD_ID = "shardId";
  private static final String SEQUENCE_NUMBER = "sequenceNumber";
  private static final String RECORDED_AT = "recordedAt";
  private static final String FENCE = "fence";

  private final RelayRows rows;

  public Checkpoints(RelayRows rows) {
    this.rows = rows;
  }

  /**
   * {@link StreamPosition#START} if nothing was ever written, or nothing that we would have
   * written.
   */
  public StreamPosition find(String shardId) {
    AttributeValue sequenceNumber = rows.get(PK + shardId).get(SEQUENCE_NUMBER);
    return sequenceNumber == null || sequenceNumber.s() == null
        ? StreamPosition.START
        : StreamPosition.parse(sequenceNumber.s());
  }

  /**
   * Writes what has been acted on.
   *
   * @param recordedAt when the stream got the last record before it, as precisely as the service
   *     tells; empty if it tells nothing
   * @return false if a later holder of the lease has written: nothing was changed
   */
  public boolean write(
      String shardId, StreamPosition position, Optional<Instant> recordedAt, long fence) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put(SHARD_ID, AttributeValue.fromS(shardId));
    row.put(SEQUENCE_NUMBER, AttributeValue.fromS(text(position)));
    recordedAt.ifPresent(time -> row.put(RECORDED_AT, AttributeValue.fromS(UtcMillis.text(time))));
    row.put(FENCE, AttributeValue.fromN(Long.toString(fence)));
    return rows.put(PK + shardId, row, new Condition.AtMost(FENCE, fence));
  }

  private static String text(StreamPosition position) {
    return switch (position) {
      case StreamPosition.After after -> after.sequenceNumber();
      case StreamPosition.Ended ended -> StreamPosition.END_TEXT;
      case StreamPosition.Oldest oldest ->
          throw new IllegalArgumentException("Nothing was read, so there is nothing to write");
    };
  }
}
