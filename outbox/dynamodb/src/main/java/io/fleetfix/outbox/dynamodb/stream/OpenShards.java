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
 * The stream's shards and whose turn it is. They are listed anew when one ends and every 30
 * seconds, or every second while there is none to read.
 */
final class OpenShards {
  static final Duration LIST_EVERY = Duration.ofSeconds(30);
  static final Duration LIST_EVERY_WHILE_NONE = Duration.ofSeconds(1);

  private final StreamsApi streams;
  private final Checkpoints checkpoints;
  private final LongSupplier nanoTime;

  private final Map<String, Shard> known = new HashMap<>();
  private final Set<String> finished = new HashSet<>();

  /** Who was read goes to the end, so that a busy shard doesn't keep the others waiting. */
  private final Map<String, ShardReader> readers = new LinkedHashMap<>();

  /** Outlives {@link #forget}: the service counts our reads, whatever became of the lease. */
  private final Map<String, PollInterval> paces = new HashMap<>();

  private boolean listed;
  private long listedAt;

  OpenShards(StreamsApi streams, Checkpoints checkpoints, LongSupplier nanoTime) {
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.nanoTime = nanoTime;
  }

  /** Drops every position: the next ones are those of the checkpoints. */
  void forget() {
    known.clear();
    finished.clear();
    readers.clear();
    listed = false;
  }

  /** Asks for the list of shards if that is due. When it fails, it stays due. */
  void refresh() {
    if (listNanos() > 0) {
      return;
    }
    Map<String, Shard> now = new LinkedHashMap<>();
    streams.shards().forEach(shard -> now.put(shard.shardId(), shard));
    // One that is not read to its end stays, listed or not: its children must wait for it.
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

  /** The shards that may be read now, whoever waited longest first. */
  List<ShardReader> due() {
    long now = nanoTime.getAsLong();
    return readable().filter(reader -> pace(reader).waitNanos(now) == 0).toList();
  }

  /** Until there is something to do, in nanoseconds. */
  long quietNanos() {
    long now = nanoTime.getAsLong();
    return readable()
        .mapToLong(reader -> pace(reader).waitNanos(now))
        .reduce(listNanos(), Math::min);
  }

  /** To be called before the shard is read. */
  void reading(ShardReader reader) {
    paces.put(reader.shardId(), pace(reader).afterRead(nanoTime.getAsLong()));
  }

  /** The shard gave records, whether they are for us or not: there may be more. */
  void gaveRecords(ShardReader reader) {
    paces.put(reader.shardId(), pace(reader).afterRecords());
  }

  /** Whatever came has been dealt with: it is the next shard's turn. */
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
