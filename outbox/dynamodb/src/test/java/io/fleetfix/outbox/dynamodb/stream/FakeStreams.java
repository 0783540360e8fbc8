package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse.Kind;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * A stream whose tests choose when it closes, splits, trims, expires, throttles and starts over,
 * and into which shard each record goes.
 */
final class FakeStreams implements StreamsApi {
  /** One read of a shard. */
  record Read(String shardId, long at) {}

  private record Mark(String shardId, int index) {}

  private static final class FakeShard {
    final @Nullable String parent;
    final List<Record> records = new ArrayList<>();
    int firstLeft;
    boolean closed;

    FakeShard(@Nullable String parent) {
      this.parent = parent;
    }
  }

  final List<Read> reads = new ArrayList<>();
  boolean knowsChildren = true;
  final List<String> followed = new ArrayList<>();
  int listings;
  int pageSize = Integer.MAX_VALUE;
  Runnable beforeNextRead = () -> {};

  private final LongSupplier nanoTime;
  private final Map<String, FakeShard> shards = new LinkedHashMap<>();
  private final Map<String, Mark> iterators = new HashMap<>();
  private long lastSequenceNumber = 100_000_000_000_000_000L;
  private int iteratorsGiven;
  private int failures;
  private int emptyPages;
  private final Set<String> unreadable = new HashSet<>();

  /** Shards that exist and that the list does not name. */
  final Set<String> unlisted = new HashSet<>();

  FakeStreams(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  // Operations of the test

  void open(String shardId) {
    shards.put(shardId, new FakeShard(null));
  }

  void append(String shardId, Record record) {
    lastSequenceNumber++;
    shard(shardId)
        .records
        .add(
            record.toBuilder()
                .dynamodb(
                    record.dynamodb().toBuilder()
                        .sequenceNumber(Long.toString(lastSequenceNumber))
                        .build())
                .build());
  }

  void close(String shardId) {
    shard(shardId).closed = true;
  }

  /** Closes the shard. New records go into its children. */
  void split(String shardId, String... children) {
    close(shardId);
    for (String child : children) {
      shards.put(child, new FakeShard(shardId));
    }
  }

  /** Expires the oldest records, as after 24 hours. */
  void trim(String shardId, int count) {
    shard(shardId).firstLeft += count;
  }

  /** Removes the shard with all its records. */
  void lose(String shardId) {
    shards.remove(shardId);
  }

  /** Removes all records and restarts sequence numbers below all earlier ones. */
  void restart() {
    shards.values().forEach(shard -> shard.records.clear());
    iterators.clear();
    lastSequenceNumber = 2;
  }

  void expireIterators() {
    iterators.clear();
  }

  void failNext(int calls) {
    failures = calls;
  }

  /** From now on, each read of the shard fails. */
  void failReadsOf(String shardId) {
    unreadable.add(shardId);
  }

  void giveEmptyPages(int pages) {
    emptyPages = pages;
  }

  // State for assertions

  List<Record> recordsOf(String shardId) {
    return List.copyOf(shard(shardId).records);
  }

  List<String> openShards() {
    return shards.entrySet().stream()
        .filter(shard -> !shard.getValue().closed)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> shardsRead() {
    return reads.stream().map(Read::shardId).distinct().toList();
  }

  // The reader's view

  @Override
  public List<Shard> shards() {
    failIfRequested();
    listings++;
    return listed();
  }

  @Override
  public List<Shard> childrenOf(String shardId) {
    failIfRequested();
    if (!knowsChildren) {
      throw unavailable();
    }
    followed.add(shardId);
    return listed().stream().filter(shard -> shardId.equals(shard.parentShardId())).toList();
  }

  private List<Shard> listed() {
    return shards.entrySet().stream()
        .filter(shard -> !unlisted.contains(shard.getKey()))
        .map(
            shard ->
                Shard.builder()
                    .shardId(shard.getKey())
                    .parentShardId(shard.getValue().parent)
                    .build())
        .toList();
  }

  @Override
  public String iterator(String shardId, StreamPosition position) {
    failIfRequested();
    if (!shards.containsKey(shardId)) {
      throw lapse(Kind.SHARD_GONE);
    }
    return iterator(
        shardId,
        switch (position) {
          case StreamPosition.Oldest oldest -> shard(shardId).firstLeft;
          case StreamPosition.After after -> behind(shard(shardId), after.sequenceNumber());
          case StreamPosition.Ended ended -> throw new AssertionError("Read past the end");
        });
  }

  private static int behind(FakeShard shard, String sequenceNumber) {
    BigInteger wanted = new BigInteger(sequenceNumber);
    for (int i = 0; i < shard.records.size(); i++) {
      int order = number(shard.records.get(i)).compareTo(wanted);
      if (order == 0 && i + 1 < shard.firstLeft) {
        throw lapse(Kind.TRIMMED);
      }
      if (order == 0) {
        return i + 1;
      }
    }
    throw lapse(Kind.UNKNOWN_POSITION);
  }

  private static BigInteger number(Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber());
  }

  @Override
  public RecordPage records(String iterator, int limit) {
    Runnable before = beforeNextRead;
    beforeNextRead = () -> {};
    before.run();
    Mark mark = iterators.get(iterator);
    if (mark != null) {
      reads.add(new Read(mark.shardId(), nanoTime.getAsLong()));
    }
    failIfRequested();
    if (mark != null && unreadable.contains(mark.shardId())) {
      throw unavailable();
    }
    if (mark == null) {
      throw lapse(Kind.EXPIRED_ITERATOR);
    }
    FakeShard shard = shards.get(mark.shardId());
    if (shard == null) {
      throw lapse(Kind.SHARD_GONE);
    }
    if (mark.index() < shard.firstLeft) {
      throw lapse(Kind.TRIMMED);
    }
    if (emptyPages > 0) {
      emptyPages--;
      return new RecordPage(List.of(), iterator(mark.shardId(), mark.index()));
    }
    int end =
        mark.index() + Math.min(Math.min(limit, pageSize), shard.records.size() - mark.index());
    boolean over = shard.closed && end == shard.records.size();
    return new RecordPage(
        shard.records.subList(mark.index(), end), over ? null : iterator(mark.shardId(), end));
  }

  private String iterator(String shardId, int index) {
    String iterator = "iterator-" + ++iteratorsGiven;
    iterators.put(iterator, new Mark(shardId, index));
    return iterator;
  }

  private FakeShard shard(String shardId) {
    return Objects.requireNonNull(shards.get(shardId), shardId);
  }

  private void failIfRequested() {
    if (failures > 0) {
      failures--;
      throw unavailable();
    }
  }

  private static StorageUnavailable unavailable() {
    return new StorageUnavailable(new IllegalStateException("Throttled"));
  }

  private static Lapse lapse(Kind kind) {
    return new Lapse(kind, new IllegalStateException("Forgotten"));
  }
}
