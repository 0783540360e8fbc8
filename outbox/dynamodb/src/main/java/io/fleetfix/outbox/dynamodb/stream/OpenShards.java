package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints.Checkpoint;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The stream's shards and the order in which to read them. They are listed again when a shard ends
 * and every 30 seconds, or every second while there is none to read. A shard that fails, in
 * whatever way, moves to the end and pauses.
 */
final class OpenShards {
  static final Duration LIST_EVERY = Duration.ofSeconds(30);
  static final Duration LIST_EVERY_WHILE_NONE = Duration.ofSeconds(1);

  private final StreamsApi streams;
  private final Checkpoints checkpoints;
  private final GoneShards gone;
  private final Lease lease;
  private final LongSupplier nanoTime;

  /** Stands for the list of shards where a shard fails. */
  private static final String LIST = "(list of all)";

  private final Map<String, Shard> known = new LinkedHashMap<>();
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

  private final FailingShards failing;

  private boolean listed;
  private long listedAt;

  OpenShards(StreamsApi streams, Checkpoints checkpoints, Lease lease, LongSupplier nanoTime) {
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.gone = new GoneShards(streams, checkpoints);
    this.lease = lease;
    this.nanoTime = nanoTime;
    this.failing = new FailingShards(nanoTime);
  }

  /** Thread-safe, as far as it says so. */
  FailingShards failing() {
    return failing;
  }

  /** Renews the lease if that is due, and drops all positions without it. */
  boolean keepLease() {
    return orForget(lease.keep());
  }

  /** Another holder may have moved the checkpoints, so without the lease our positions are void. */
  private boolean orForget(boolean held) {
    if (!held) {
      forget();
    }
    return held;
  }

  /** Drops all positions; reading then resumes from the checkpoints. */
  void forget() {
    known.clear();
    finished.clear();
    readers.clear();
    listed = false;
  }

  /**
   * Lists the shards if that is due, and looks up the checkpoints of new ones. Renews the lease
   * meanwhile, and ends early without it: each call may be slow.
   *
   * @param isTimeUp ends this early if there was a failure
   * @return the first failure of a listing or a lookup; each is tried again after a pause
   */
  Optional<RuntimeException> refresh(BooleanSupplier isTimeUp) {
    @Nullable RuntimeException failed = null;
    try {
      if (listNanos() == 0) {
        list();
        gone.remove(List.copyOf(known.values()), this::keepLease);
      }
    } catch (RuntimeException failure) {
      failing.failed(LIST, failure);
      failed = failure;
    }
    List<String> due = unopened().filter(shardId -> failing.waitNanos(shardId) == 0).toList();
    for (String shardId : due) {
      try {
        if (!keepLease() || !open(shardId)) {
          break;
        }
      } catch (RuntimeException failure) {
        failing.failed(shardId, failure);
        failed = failed == null ? failure : failed;
        if (isTimeUp.getAsBoolean()) {
          break;
        }
      }
    }
    return Optional.ofNullable(failed);
  }

  private void list() {
    Map<String, Shard> now = new LinkedHashMap<>();
    streams.shards().forEach(shard -> now.put(shard.shardId(), shard));
    // Keep a shard that is not read to its end even if it is no longer listed: its children must
    // wait for it.
    known.values().stream()
        .filter(shard -> !finished.contains(shard.shardId()))
        .forEach(shard -> now.putIfAbsent(shard.shardId(), shard));
    known.clear();
    known.putAll(now);
    finished.retainAll(now.keySet());
    paces.keySet().retainAll(now.keySet());
    failing.retain(now.keySet());
    listed = true;
    listedAt = nanoTime.getAsLong();
  }

  private Stream<String> unopened() {
    return known.keySet().stream()
        .filter(shardId -> !readers.containsKey(shardId) && !finished.contains(shardId));
  }

  /** False if another holder has written the checkpoint. */
  private boolean open(String shardId) {
    Checkpoint checkpoint = checkpoints.find(shardId);
    if (!orForget(lease.riseAbove(checkpoint.fence()))) {
      return false;
    }
    if (checkpoint.position().equals(StreamPosition.END)) {
      finished.add(shardId);
    } else {
      readers.put(shardId, new ShardReader(streams, shardId, checkpoint.position()));
    }
    failing.worked(shardId);
    return true;
  }

  /**
   * The shards that may be read now: first the one whose page is in hand, so that only one is, then
   * the longest waiting.
   */
  List<ShardReader> due() {
    return readable()
        .filter(reader -> waitNanos(reader) == 0)
        .sorted(Comparator.comparing(reader -> !reader.hasPageInHand()))
        .toList();
  }

  /** The time in nanoseconds until there is something to do. */
  long quietNanos() {
    return LongStream.concat(
            readable().mapToLong(this::waitNanos), unopened().mapToLong(failing::waitNanos))
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

  /** Call it when a part of a page is processed; after the last one the next shard has its turn. */
  void passOn(ShardReader reader) {
    failing.worked(reader.shardId());
    if (!reader.hasPageInHand()) {
      moveToTheEnd(reader);
    }
  }

  /** Call it instead if the page could not be processed. */
  void failed(ShardReader reader, RuntimeException failure) {
    failing.failed(reader.shardId(), failure);
    reader.putBack();
    if (readers.containsKey(reader.shardId())) {
      moveToTheEnd(reader);
    }
  }

  private void moveToTheEnd(ShardReader reader) {
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

  private long waitNanos(ShardReader reader) {
    long pace = reader.hasPageInHand() ? 0 : pace(reader).waitNanos(nanoTime.getAsLong());
    return Math.max(pace, failing.waitNanos(reader.shardId()));
  }

  private PollInterval pace(ShardReader reader) {
    return paces.getOrDefault(reader.shardId(), PollInterval.NEW);
  }

  private long listNanos() {
    if (!listed) {
      return failing.waitNanos(LIST);
    }
    Duration every = readers.isEmpty() ? LIST_EVERY_WHILE_NONE : LIST_EVERY;
    long left = Math.max(0, every.toNanos() - (nanoTime.getAsLong() - listedAt));
    return Math.max(left, failing.waitNanos(LIST));
  }
}
