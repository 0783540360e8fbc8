package io.fleetfix.outbox.dynamodb.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The stream's shards, and which of them may be read now: each by one thread at a time, after its
 * parent, and not before its pace and its pause allow it. Calls nothing. Thread-safe.
 */
final class OpenShards {
  private final StreamsApi streams;
  private final FailingShards failing;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Shard> known = new LinkedHashMap<>();
  private final Set<String> finished = new HashSet<>();

  /** Of the shards that are not finished. */
  private final Map<String, ShardReader> readers = new LinkedHashMap<>();

  /** The shards that ended since the last listing, and whose children are not known. */
  private final Set<String> ended = new LinkedHashSet<>();

  /** Survives {@link #forget}, because a thread that is at work goes on for a while. */
  private final Set<String> atWork = new HashSet<>();

  /** Survives {@link #forget}: the service's limit on reads does not depend on our lease. */
  private final Map<String, PollInterval> paces = new HashMap<>();

  private Set<String> readable = Set.of();

  OpenShards(StreamsApi streams, FailingShards failing, LongSupplier nanoTime) {
    this.streams = streams;
    this.failing = failing;
    this.nanoTime = nanoTime;
  }

  /**
   * What there is to do.
   *
   * @param due the shards to read now. They are at work until one of {@link #passOn}, {@link
   *     #failed} and {@link #leave} is called for each
   * @param quietNanos the time until another one is due, if none that is at work is passed on
   *     before
   */
  record Due(List<ShardReader> due, long quietNanos) {}

  /** Begins the work on all shards that are due. */
  Due begin() {
    lock.lock();
    try {
      List<ShardReader> due = new ArrayList<>();
      long quiet = Long.MAX_VALUE;
      for (ShardReader reader : readers.values()) {
        if (readable.contains(reader.shardId()) && !atWork.contains(reader.shardId())) {
          long wait = waitNanos(reader);
          if (wait == 0) {
            due.add(reader);
          }
          quiet = wait == 0 ? quiet : Math.min(quiet, wait);
        }
      }
      due.forEach(reader -> atWork.add(reader.shardId()));
      return new Due(due, quiet);
    } finally {
      lock.unlock();
    }
  }

  private long waitNanos(ShardReader reader) {
    PollInterval pace = paces.getOrDefault(reader.shardId(), PollInterval.NEW);
    long untilRead = reader.hasPageInHand() ? 0 : pace.waitNanos(nanoTime.getAsLong());
    return Math.max(untilRead, failing.waitNanos(reader.shardId()));
  }

  /** Call it before each read of the shard. */
  void reading(ShardReader reader) {
    locked(() -> paces.put(reader.shardId(), PollInterval.afterRead(nanoTime.getAsLong())));
  }

  /** False if its position is void, because we lost the lease in the meantime. */
  boolean isCurrent(ShardReader reader) {
    lock.lock();
    try {
      return readers.get(reader.shardId()) == reader;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the work on a shard that was processed as far as it was read. */
  void passOn(ShardReader reader) {
    failing.worked(reader.shardId());
    leave(reader);
  }

  /** Ends the work on a shard that could not be read or processed. */
  void failed(ShardReader reader, RuntimeException failure) {
    failing.failed(reader.shardId(), failure);
    reader.putBack();
    leave(reader);
  }

  /** Ends the work on a shard, whatever came of it. */
  void leave(ShardReader reader) {
    locked(
        () -> {
          atWork.remove(reader.shardId());
          if (reader.ended() && readers.remove(reader.shardId(), reader)) {
            finish(reader.shardId());
          }
        });
  }

  private void finish(String shardId) {
    finished.add(shardId);
    if (known.values().stream().noneMatch(shard -> shardId.equals(shard.parentShardId()))) {
      ended.add(shardId);
    }
    readable = ShardLineage.readable(known.values(), finished);
  }

  /** Replaces what is known by a complete list. */
  void listed(Collection<Shard> all) {
    locked(
        () -> {
          Map<String, Shard> now = new LinkedHashMap<>();
          all.forEach(shard -> now.put(shard.shardId(), shard));
          // Keep a shard that is not read to its end even if it is no longer listed: its children
          // must wait for it.
          readers.keySet().forEach(shardId -> now.putIfAbsent(shardId, known.get(shardId)));
          known.clear();
          finished.retainAll(now.keySet());
          paces.keySet().retainAll(now.keySet());
          failing.retain(now.keySet());
          ended.clear();
          add(now.values());
        });
  }

  /** The children of a shard that ended. */
  void followed(String shardId, Collection<Shard> children) {
    locked(
        () -> {
          ended.remove(shardId);
          add(children);
        });
  }

  private void add(Collection<Shard> shards) {
    for (Shard shard : shards) {
      known.putIfAbsent(shard.shardId(), shard);
      if (!finished.contains(shard.shardId())) {
        readers.computeIfAbsent(shard.shardId(), id -> new ShardReader(streams, id));
      }
    }
    readable = ShardLineage.readable(known.values(), finished);
  }

  /** A shard that ended and whose children are not known; null if there is none. */
  @Nullable String toFollow() {
    lock.lock();
    try {
      return ended.isEmpty() ? null : ended.iterator().next();
    } finally {
      lock.unlock();
    }
  }

  /** All shards that are listed or still read. */
  List<Shard> known() {
    lock.lock();
    try {
      return List.copyOf(known.values());
    } finally {
      lock.unlock();
    }
  }

  boolean hasNoneToRead() {
    lock.lock();
    try {
      return readers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something failed, and every shard that could be read fails. */
  boolean nothingWorks() {
    lock.lock();
    try {
      return !failing.names().isEmpty() && readable.stream().allMatch(failing::isFailing);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops all positions; reading then resumes from the checkpoints. Call it without the lease:
   * another holder may move them.
   */
  void forget() {
    locked(
        () -> {
          known.clear();
          finished.clear();
          readers.clear();
          ended.clear();
          readable = Set.of();
        });
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
