package io.fleetfix.outbox.dynamodb.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shards: all of them every 30 seconds, or every second while there is none to read; and
 * the children of a shard as soon as it ends. A failure delays no shard that is known.
 */
final class ShardList {
  static final Duration EVERY = Duration.ofSeconds(30);
  static final Duration EVERY_WHILE_NONE = Duration.ofSeconds(1);

  /** Stands for the list where a shard fails. */
  private static final String NAME = "(list of all)";

  private final StreamsApi streams;
  private final OpenShards shards;
  private final GoneShards gone;
  private final FailingShards failing;
  private final LongSupplier nanoTime;

  private volatile boolean atWork;
  private volatile boolean listed;
  private volatile long listedAt;

  ShardList(
      StreamsApi streams,
      OpenShards shards,
      GoneShards gone,
      FailingShards failing,
      LongSupplier nanoTime) {
    this.streams = streams;
    this.shards = shards;
    this.gone = gone;
    this.failing = failing;
    this.nanoTime = nanoTime;
  }

  /** The time until {@link #find} has something to do. */
  long quietNanos() {
    if (atWork) {
      return Long.MAX_VALUE;
    }
    return Math.max(shards.toFollow() == null ? untilTheNextList() : 0, failing.waitNanos(NAME));
  }

  private long untilTheNextList() {
    Duration every = shards.hasNoneToRead() ? EVERY_WHILE_NONE : EVERY;
    return listed ? Math.max(0, every.toNanos() - (nanoTime.getAsLong() - listedAt)) : 0;
  }

  /** Call it before {@link #find} is given to a thread: only one at a time may find shards. */
  void begin() {
    atWork = true;
  }

  /**
   * Lists what is due.
   *
   * @param goOn asked before each further call
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the service does not answer; it is asked
   *     again after a pause
   */
  void find(BooleanSupplier goOn) {
    try {
      if (listed && shards.toFollow() != null) {
        follow(goOn);
      } else {
        listAll();
        gone.remove(shards.known(), goOn);
      }
      failing.worked(NAME);
    } catch (RuntimeException failure) {
      failing.failed(NAME, failure);
      listed = false; // a service that knows no children may still know the list
      throw failure;
    } finally {
      atWork = false;
    }
  }

  private void listAll() {
    shards.listed(streams.shards());
    listed = true;
    listedAt = nanoTime.getAsLong();
  }

  private void follow(BooleanSupplier goOn) {
    @Nullable String parent = shards.toFollow();
    while (parent != null && goOn.getAsBoolean()) {
      shards.followed(parent, streams.childrenOf(parent));
      parent = shards.toFollow();
    }
  }

  /** Call it when the shards are forgotten. */
  void again() {
    listed = false;
  }
}
