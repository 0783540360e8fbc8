package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The stream's shards and the order in which to read them. They are listed again when a shard ends
 * and every 30 seconds, or every second while there is none to read.
 */
final class OpenShards {
  static final Duration LIST_EVERY = Duration.ofSeconds(30);
  static final Duration LIST_EVERY_WHILE_NONE = Duration.ofSeconds(1);

  private final StreamsApi streams;
  private final Checkpoints checkpoints;
  private final LongSupplier nanoTime;

  private final Map<String, Shard> known = new HashMap<>();
  private final Set<String> finished = new HashSet<>();

  /**
   * A shard moves to the end after each read, so that a busy shard does not keep the others
   * waiting.
   */
  private final Map<String, ShardReader> readers = new LinkedHashMap<>();

  /**
   * Survives {@link #forget}, because the service's limit on reads does not depend on our lease.
   */
  private final Map<String, PollInterval> paces = new HashMap<>();

  private boolean listed;
  private long listedAt;

  OpenShards(StreamsApi streams, Checkpoints checkpoints, LongSupplier nanoTime) {
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.nanoTime = nanoTime;
  }

  /** Drops all positions; reading then resumes from the checkpoints. */
  void forget() {
    known.clear();
    finished.clear();
    readers.clear();
    listed = false;
  }

  /** Lists the shards if that is due. After a failure it stays due. */
  void refresh() {
    if (listNanos() > 0) {
      return;
    }
    Map<String, Shard> now = new LinkedHashMap<>();
    streams.shards().forEach(shard -> now.put(shard.shardId(), shard));
    // Keep a shard that is not read to its end even if it is no longer listed: its children must
    // wait for it.
    known.values().stream()
        .filter(shard -> !finished.contains(shard.shardId()))
        .forEach(shard -> now.putIfAbsent(shard.shardId(), shard));
    now.keySet().forEach(this::open);
    known.clear();
    known.putAll(now);
    finished.retainAll(now.keySet());
    paces.keySet().retainAll(now.keySet());
    listed = true;
    listedAt = nanoTime.getAsLong();
  }

  private void open(String shardId) {
    if (readers.containsKey(shardId) || finished.contains(shardId)) {
      return;
    }
    StreamPosition position = checkpoints.find(shardId);
    if (position.equals(StreamPosition.END)) {
      finished.add(shardId);
    } else {
      readers.put(shardId, new ShardReader(streams, shardId, position));
    }
  }

  /** The shards that may be read now, the longest waiting first. */
  List<ShardReader> due() {
    long now = nanoTime.getAsLong();
    return readable().filter(reader -> pace(reader).waitNanos(now) == 0).toList();
  }

  /** The time in nanoseconds until there is something to do. */
  long quietNanos() {
    long now = nanoTime.getAsLong();
    return readable()
        .mapToLong(reader -> pace(reader).waitNanos(now))
        .reduce(listNanos(), Math::min);
  }

  /** Call it before each read of the shard. */
  void reading(ShardReader reader) {
    paces.put(reader.shardId(), pace(reader).afterRead(nanoTime.getAsLong()));
  }

  /** Call it when a read returned records, of any kind: there may be more. */
  void gaveRecords(ShardReader reader) {
    paces.put(reader.shardId(), pace(reader).afterRecords());
  }

  /** Call it when the page is processed: the next shard has its turn. */
  void passOn(ShardReader reader) {
    readers.remove(reader.shardId());
    if (reader.ended()) {
      finished.add(reader.shardId());
      listed = false;
    } else {
      readers.put(reader.shardId(), reader);
    }
  }

  private Stream<ShardReader> readable() {
    Set<String> shardIds = ShardLineage.readable(known.values(), finished);
    return readers.values().stream().filter(reader -> shardIds.contains(reader.shardId()));
  }

  private PollInterval pace(ShardReader reader) {
    return paces.getOrDefault(reader.shardId(), PollInterval.NEW);
  }

  private long listNanos() {
    if (!listed) {
      return 0;
    }
    Duration every = readers.isEmpty() ? LIST_EVERY_WHILE_NONE : LIST_EVERY;
    return Math.max(0, every.toNanos() - (nanoTime.getAsLong() - listedAt));
  }
}
