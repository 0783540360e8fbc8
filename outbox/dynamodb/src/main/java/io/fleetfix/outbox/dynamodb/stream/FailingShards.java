package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards whose last attempt failed. Thread-safe, if each shard has one thread at a time. Each
 * pauses on its own, so that it does not keep the others waiting. The pause doubles while entries
 * of other shards go through; while nothing goes through, the failure is not the shard's, and each
 * is tried every second.
 */
final class FailingShards {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final DoublingWait PAUSE = new DoublingWait(FIRST_PAUSE, LONGEST_PAUSE);

  private static final Logger LOG = LoggerFactory.getLogger(FailingShards.class);

  /**
   * A failure.
   *
   * @param failedAt in nanoseconds
   * @param wentThrough the number of pages that had gone through by then
   */
  private record Failed(long failedAt, Duration pause, long wentThrough) {}

  private final LongSupplier nanoTime;
  private final Map<String, Failed> failing = new ConcurrentHashMap<>();
  private final AtomicLong wentThrough = new AtomicLong();

  FailingShards(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What fails now. */
  Set<String> names() {
    return Set.copyOf(failing.keySet());
  }

  /** Call it when a taker has taken entries of any shard. */
  void wentThrough() {
    wentThrough.incrementAndGet();
  }

  /** How many pages have gone through. */
  long pagesThrough() {
    return wentThrough.get();
  }

  void failed(String shardId, RuntimeException failure) {
    Failed last = failing.get(shardId);
    long through = wentThrough.get();
    Duration pause =
        last == null
            ? FIRST_PAUSE
            : through > last.wentThrough() ? PAUSE.next(last.pause()) : last.pause();
    failing.put(shardId, new Failed(nanoTime.getAsLong(), pause, through));
    // The shard is named in the message: a log that sums up equal messages must show each shard.
    LOG.atWarn()
        .addKeyValue("retryInSeconds", pause.toSeconds())
        .setCause(failure)
        .log("Shard " + shardId + " failed; the others are read in the meantime");
  }

  void worked(String shardId) {
    failing.remove(shardId);
  }

  void retain(Collection<String> shardIds) {
    failing.keySet().retainAll(shardIds);
  }

  boolean isFailing(String shardId) {
    return failing.containsKey(shardId);
  }

  /** Zero if the shard may be tried now. */
  long waitNanos(String shardId) {
    Failed last = failing.get(shardId);
    return last == null
        ? 0
        : Math.max(0, last.pause().toNanos() - (nanoTime.getAsLong() - last.failedAt()));
  }
}
