package io.fleetfix.outbox.port.upkeep;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the periodic reconciliation remembers from one round to the next. It is stored, so that the
 * next instance continues from there. Both methods may throw {@link StorageUnavailable}.
 */
public interface ReconcileMemory {
  /** The memory as last saved; {@link Compared#NOTHING} at first. */
  Compared latest();

  /** Replaces the memory. If two instances save at the same time, either one wins. */
  void save(Compared compared);

  /**
   * What was compared so far.
   *
   * @param upTo every aggregate that raised its events before this time was compared, and is in
   *     order unless it is in {@code open}; null if nothing was compared yet
   * @param open the aggregates to look at again, by id, with the kinds of their mismatches. An
   *     aggregate without kinds has no mismatch so far, but was not settled when it was compared
   */
  record Compared(@Nullable Instant upTo, SortedMap<String, SortedSet<String>> open) {
    public static final Compared NOTHING = new Compared(null, new TreeMap<>());

    /** The most aggregates that can be remembered. */
    public static final int MOST_OPEN = 1_000;

    /** For the ids and kinds in UTF-8: a row holds 400 KB, and each write is paid for by size. */
    public static final int MOST_BYTES = 150_000;

    public Compared {
      SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
      open.forEach(
          (id, kinds) -> copy.put(id, Collections.unmodifiableSortedSet(new TreeSet<>(kinds))));
      open = Collections.unmodifiableSortedMap(copy);
    }

    /** Whether these are few enough to be remembered. */
    public static boolean fit(Map<String, ? extends Set<String>> open) {
      return open.size() <= MOST_OPEN
          && open.entrySet().stream().mapToLong(Compared::bytes).sum() <= MOST_BYTES;
    }

    private static long bytes(Map.Entry<String, ? extends Set<String>> each) {
      return bytes(each.getKey()) + each.getValue().stream().mapToLong(Compared::bytes).sum();
    }

    private static long bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** How many aggregates have a mismatch of each kind. Kinds without any are absent. */
    public Map<String, Long> mismatches() {
      Map<String, Long> counts = new TreeMap<>();
      open.values().forEach(kinds -> kinds.forEach(kind -> counts.merge(kind, 1L, Long::sum)));
      return counts;
    }
  }
}
