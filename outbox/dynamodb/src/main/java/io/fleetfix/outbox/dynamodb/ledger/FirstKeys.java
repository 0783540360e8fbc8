package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.ShardsAtOnce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first keys of several shards, each of which is sorted. However the keys are spread, it
 * reads at most twice as many as are asked for, or one of each shard more if those are few. If they
 * are spread evenly, it asks all shards about five times, and reads little more than it keeps.
 *
 * @param <K> a key
 */
final class FirstKeys<K> {
  /** The first pages read an eighth of what is asked for. */
  private static final int FIRST_PART = 8;

  /** Reads part of a shard. */
  @FunctionalInterface
  interface Pages<K> {
    /**
     * The next keys of a shard in order.
     *
     * @param after null for the first ones
     * @param size the most keys to return; fewer if there are no more
     */
    List<K> read(String shard, @Nullable K after, int size);
  }

  private final Comparator<K> order;
  private final Pages<K> pages;
  private final int limit;
  private final Map<String, List<K>> read = new HashMap<>();
  private final List<String> unfinished;

  private FirstKeys(List<String> shards, Comparator<K> order, Pages<K> pages, int limit) {
    this.unfinished = new ArrayList<>(shards);
    this.order = order;
    this.pages = pages;
    this.limit = limit;
  }

  /** The first keys of all shards in order, at most {@code limit}. */
  static <K> List<K> of(List<String> shards, Comparator<K> order, Pages<K> pages, int limit) {
    FirstKeys<K> search = new FirstKeys<>(shards, order, pages, limit);
    search.readOn(shards, Math.max(1, limit / FIRST_PART / shards.size()));
    while (search.certain() < limit && !search.unfinished.isEmpty()) {
      search.readOn();
    }
    return search.sorted().stream().limit(limit).toList();
  }

  /**
   * Reads on in those shards from which the next keys may come, the most urgent first. What has
   * been read exceeds what is certain to be kept by an eighth of the limit at first, and by as much
   * again as is certain later.
   */
  private void readOn() {
    int certain = certain();
    int more = Math.min(limit, limit / FIRST_PART + certain) + certain - count();
    int allowed = Math.max(1, Math.min(more, limit - certain + unfinished.size()));
    List<K> sorted = sorted();
    @Nullable K end = certain + allowed < sorted.size() ? sorted.get(certain + allowed) : null;
    List<String> next =
        unfinished.stream()
            .filter(shard -> end == null || order.compare(lastOf(shard), end) <= 0)
            .sorted(Comparator.comparing(this::lastOf, order))
            .limit(allowed)
            .toList();
    readOn(next, allowed / next.size());
  }

  private void readOn(List<String> shards, int size) {
    List<List<K>> answers =
        ShardsAtOnce.read(
            shards,
            shard -> {
              List<K> before = read.getOrDefault(shard, List.of());
              return pages.read(shard, before.isEmpty() ? null : before.getLast(), size);
            });
    for (int i = 0; i < shards.size(); i++) {
      read.computeIfAbsent(shards.get(i), none -> new ArrayList<>()).addAll(answers.get(i));
      if (answers.get(i).size() < size) {
        unfinished.remove(shards.get(i));
      }
    }
  }

  /** How many of the keys that were read come before all that were not. */
  private int certain() {
    Optional<K> end = unfinished.stream().map(this::lastOf).min(order);
    return end.isEmpty()
        ? count()
        : (int) sorted().stream().filter(key -> order.compare(key, end.get()) <= 0).count();
  }

  private K lastOf(String shard) {
    return read.getOrDefault(shard, List.of()).getLast();
  }

  private int count() {
    return read.values().stream().mapToInt(List::size).sum();
  }

  private List<K> sorted() {
    return read.values().stream().flatMap(List::stream).sorted(order).toList();
  }
}
