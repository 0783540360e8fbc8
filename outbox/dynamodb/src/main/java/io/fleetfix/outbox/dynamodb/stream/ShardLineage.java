package io.fleetfix.outbox.dynamodb.stream;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Parents before children. An item's records lie in one shard and go on in one of that shard's
 * children when it closes, so this keeps the records of one item in their order.
 */
final class ShardLineage {
  private ShardLineage() {}

  /**
   * Which shards may be read now: those whose parent has been read to its end, or is no longer
   * there because all of it is older than the stream remembers.
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
