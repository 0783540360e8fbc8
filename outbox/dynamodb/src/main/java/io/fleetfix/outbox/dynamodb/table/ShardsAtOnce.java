package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the shards of an index concurrently, so that they take as long as the slowest. */
public final class ShardsAtOnce {
  private ShardsAtOnce() {}

  /**
   * The answers in the order of the shards.
   *
   * @param shards distinct; a client has twice as many connections as an index has shards
   * @throws StorageUnavailable if a shard could not be read, or the thread was interrupted
   */
  public static <T> List<T> read(List<String> shards, Function<String, T> read) {
    Map<String, T> answers = new ConcurrentHashMap<>();
    Map<String, RuntimeException> failures =
        Tasks.OF_THIS_PROCESS.forEach(
            shards, shards.size(), shard -> answers.put(shard, read.apply(shard)));
    if (failures.isEmpty()) {
      return shards.stream().flatMap(shard -> Stream.ofNullable(answers.get(shard))).toList();
    }
    throw failures.values().stream()
        .filter(StorageUnavailable.class::isInstance)
        .findFirst()
        .orElseGet(() -> unexpected(failures.values().iterator().next()));
  }

  /** A shard is not read if the thread was interrupted before. */
  private static RuntimeException unexpected(RuntimeException failure) {
    return Thread.currentThread().isInterrupted() ? new StorageUnavailable(failure) : failure;
  }
}
