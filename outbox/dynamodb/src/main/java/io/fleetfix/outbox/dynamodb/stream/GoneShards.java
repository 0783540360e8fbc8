package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse.Kind;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Removes the checkpoints of shards that the service no longer has: about every four hours a shard
 * is replaced, and its checkpoint would stay for ever. No clock is asked: a shard is gone if the
 * list names it only as the parent of another, and the service says so when asked for the shard.
 *
 * <p>Not removed: the checkpoint of a shard whose children vanished too while no reader ran. It
 * does no harm. One thread at a time.
 */
final class GoneShards {
  private static final Logger LOG = LoggerFactory.getLogger(GoneShards.class);

  private final StreamsApi streams;
  private final Checkpoints checkpoints;
  private final Set<String> removed = new HashSet<>();

  GoneShards(StreamsApi streams, Checkpoints checkpoints) {
    this.streams = streams;
    this.checkpoints = checkpoints;
  }

  /**
   * Call it after each listing. What fails is tried again after the next one.
   *
   * @param known the shards that are listed or still read
   * @param goOn asked before each shard
   */
  void remove(Collection<Shard> known, BooleanSupplier goOn) {
    Set<String> ids = new HashSet<>(known.stream().map(Shard::shardId).toList());
    List<String> onlyParents =
        known.stream()
            .map(Shard::parentShardId)
            .filter(Objects::nonNull)
            .filter(parent -> !ids.contains(parent))
            .distinct()
            .toList();
    removed.retainAll(onlyParents);
    for (String shardId : onlyParents) {
      if (removed.contains(shardId)) {
        continue;
      }
      if (!goOn.getAsBoolean()) {
        return;
      }
      remove(shardId);
    }
  }

  private void remove(String shardId) {
    try {
      if (isGone(shardId)) {
        checkpoints.remove(shardId);
        removed.add(shardId);
      }
    } catch (StorageUnavailable later) {
      LOG.atInfo().setCause(later).log("Checkpoint of shard " + shardId + " not removed yet");
    }
  }

  private boolean isGone(String shardId) {
    try {
      streams.iterator(shardId, StreamPosition.START);
      return false;
    } catch (Lapse lapse) {
      return lapse.kind() == Kind.SHARD_GONE;
    }
  }
}
