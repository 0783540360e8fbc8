package io.fleetfix.outbox.dynamodb.stream;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Reads parents before children. An item's records are in one shard and, when it closes, continue
 * in one of its children, so this keeps the records of one item in order.
 */
final class ShardLineage {
  private ShardLineage() {}

  /**
   * The shards that may be read now: those whose parent was read to its end, or no longer exists
   * because all its records are older than the stream's retention.
   *
   * @param finished the shards that were read to their end
   */
  static Set<String> readable(Collection<Shard> shards, Set<String> finished) {
    Set<String> unfinished =
        shards.stream()
            .map(Shard::shardId)
            .filter(shardId -> !finished.contains(shardId))
            .collect(toUnmodifiableSet());
    return shards.stream()
        .filter(shard -> unfinished.contains(shard.shardId()))
        .filter(
            shard -> shard.parentShardId() == null || !unfinished.contains(shard.parentShardId()))
        .map(Shard::shardId)
        .collect(toUnmodifiableSet());
  }
}
