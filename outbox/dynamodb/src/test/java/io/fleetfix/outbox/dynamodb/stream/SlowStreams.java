package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * A stream whose calls take time, and take effect at their end. It fails if two calls for one shard
 * are in progress at once.
 */
final class SlowStreams implements StreamsApi {
  /** The most calls for shards that were in progress at once. */
  int mostAtOnce;

  int calls;

  private final StreamsApi streams;
  private final Consumer<String> call;
  private final Set<String> inProgress = new HashSet<>();
  private final Map<String, String> shardOf = new HashMap<>();

  SlowStreams(StreamsApi streams, Runnable call) {
    this(streams, shardId -> call.run());
  }

  /**
   * A slow stream.
   *
   * @param call lets the time of a call for this shard pass, or of one for all shards
   */
  SlowStreams(StreamsApi streams, Consumer<String> call) {
    this.streams = streams;
    this.call = call;
  }

  @Override
  public List<Shard> shards() {
    calls++;
    call.accept("all");
    return streams.shards();
  }

  @Override
  public List<Shard> childrenOf(String shardId) {
    calls++;
    call.accept("all");
    return streams.childrenOf(shardId);
  }

  @Override
  public String iterator(String shardId, StreamPosition position) {
    pass(shardId);
    String iterator = streams.iterator(shardId, position);
    shardOf.put(iterator, shardId);
    return iterator;
  }

  @Override
  public RecordPage records(String iterator, int limit) {
    String shardId = Objects.requireNonNull(shardOf.remove(iterator), iterator);
    pass(shardId);
    RecordPage page = streams.records(iterator, limit);
    if (page.next() != null) {
      shardOf.put(page.next(), shardId);
    }
    return page;
  }

  private void pass(String shardId) {
    calls++;
    assertThat(inProgress.add(shardId)).as("one call at a time for %s", shardId).isTrue();
    mostAtOnce = Math.max(mostAtOnce, inProgress.size());
    try {
      call.accept(shardId);
    } finally {
      inProgress.remove(shardId);
    }
  }
}
