package io.fleetfix.outbox.dynamodb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstKeysTest {
  private static final List<String> SHARDS = OutboxTable.pendingShards();

  /** Distinct, also where the times are equal. */
  private record Key(int time, int id) {
    static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::time).thenComparingInt(Key::id);
  }

  private final Map<String, List<Key>> shards = new HashMap<>();
  private final AtomicInteger read = new AtomicInteger();
  private final Map<String, Integer> pagesOf = new TreeMap<>();
  private int ids;

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /** Whatever the spread: even, all in one shard, one shard before the others, or in blocks. */
  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheFirstKeysAndReadsLessThanTwiceAsMany(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(3_000);
    int shape = random.nextInt(4);
    int block = 1 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      switch (shape) {
        case 0 -> add(random.nextInt(SHARDS.size()), random.nextInt(count));
        case 1 -> add(3, random.nextInt(count));
        case 2 -> {
          boolean first = random.nextInt(3) == 0;
          add(
              first ? 5 : random.nextInt(SHARDS.size()),
              random.nextInt(count) + (first ? 0 : count));
        }
        default -> add(i / block % SHARDS.size(), i);
      }
    }
    int limit = 1 + random.nextInt(1_200);

    List<Key> found = first(limit);

    List<Key> expected =
        shards.values().stream().flatMap(List::stream).sorted(Key.ORDER).limit(limit).toList();
    assertThat(found).isEqualTo(expected);
    assertThat(read.get()).isLessThanOrEqualTo(Math.max(limit + SHARDS.size(), 2 * limit));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void asksEvenlyFilledShardsFewTimes(int limit) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      add(random.nextInt(SHARDS.size()), random.nextInt(1_000_000));
    }

    assertThat(first(limit)).hasSize(limit);

    assertThat(read.get()).isLessThan(limit * 7 / 4);
    assertThat(pagesOf.values()).allMatch(pages -> pages <= 10);
  }

  private void add(int shard, int time) {
    shards.computeIfAbsent(SHARDS.get(shard), none -> new ArrayList<>()).add(new Key(time, ids++));
  }

  private List<Key> first(int limit) {
    shards.values().forEach(keys -> keys.sort(Key.ORDER));
    return FirstKeys.of(SHARDS, Key.ORDER, this::page, limit);
  }

  private synchronized List<Key> page(String shard, @Nullable Key after, int size) {
    pagesOf.merge(shard, 1, Integer::sum);
    List<Key> page =
        shards.getOrDefault(shard, List.of()).stream()
            .filter(key -> after == null || Key.ORDER.compare(key, after) > 0)
            .limit(size)
            .toList();
    read.addAndGet(page.size());
    return page;
  }
}
