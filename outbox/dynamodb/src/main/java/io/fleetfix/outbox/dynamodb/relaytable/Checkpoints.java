package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The position up to which each shard was read and processed, in one row per shard. A row carries
 * the fence of the lease that wrote it and refuses writes with a lower fence.
 */
public final class Checkpoints {
  private static final String PK = "RELAY#CHECKPOINT#";
  private static final String SHARD_ID = "shardId";
  private static final String SEQUENCE_NUMBER = "sequenceNumber";
  private static final String RECORDED_AT = "recordedAt";
  private static final String FENCE = "fence";

  /**
   * The checkpoint of a shard.
   *
   * @param fence of the lease that wrote it; 0 if there is none
   */
  public record Checkpoint(StreamPosition position, long fence) {}

  private final RelayRows rows;

  public Checkpoints(RelayRows rows) {
    this.rows = rows;
  }

  /**
   * At {@link StreamPosition#START} if no checkpoint exists, or it is not in the format that we
   * write.
   */
  public Checkpoint find(String shardId) {
    Map<String, AttributeValue> row = rows.get(PK + shardId);
    AttributeValue sequenceNumber = row.get(SEQUENCE_NUMBER);
    StreamPosition position =
        sequenceNumber == null || sequenceNumber.s() == null
            ? StreamPosition.START
            : StreamPosition.parse(sequenceNumber.s());
    return new Checkpoint(position, fence(row));
  }

  private static long fence(Map<String, AttributeValue> row) {
    AttributeValue fence = row.get(FENCE);
    return fence == null || fence.n() == null || !fence.n().matches("[0-9]{1,18}")
        ? 0
        : Long.parseLong(fence.n());
  }

  /** Call it for a shard whose records are all gone; without a checkpoint nothing happens. */
  public void remove(String shardId) {
    rows.remove(PK + shardId);
  }

  /**
   * Writes the position up to which records were processed.
   *
   * @param recordedAt when the last record before the position was written, as precisely as the
   *     service reports it; empty if unknown
   * @return false if a later holder of the lease has written; then nothing was changed
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
          throw new IllegalArgumentException("A checkpoint needs a position after a record");
    };
  }
}
