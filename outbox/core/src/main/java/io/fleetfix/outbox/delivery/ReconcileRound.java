package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of one round: first the open aggregates, some at a time, then the windows from the
 * mark up to now.
 */
final class ReconcileRound {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileSinceMark.class);

  private final Instant end;
  private final TreeMap<String, SortedSet<String>> toLookAt;
  private final TreeMap<String, SortedSet<String>> open = new TreeMap<>();
  private Set<String> kept = Set.of();
  private Instant mark;
  private Window window;
  private @Nullable String cursor;
  private boolean busIsSilent;
  private boolean isFull;
  private boolean isOver;

  ReconcileRound(Compared before, Instant now) {
    end = now.minus(ReconcileSinceMark.AGE);
    toLookAt = new TreeMap<>(before.open());
    mark = mark(before.upTo(), now);
    window = next(mark);
  }

  /** The mark was written by another clock, which may be ahead. */
  private Instant mark(@Nullable Instant upTo, Instant now) {
    Instant oldest = now.minus(ReconcileSinceMark.LONGEST_GAP);
    if (upTo == null || upTo.isBefore(oldest)) {
      LOG.atInfo().addKeyValue("from", oldest).log("Reconciliation starts from the beginning");
      return oldest;
    }
    return upTo.isAfter(end) ? end : upTo;
  }

  private Window next(Instant from) {
    Instant to = from.plus(ReconcileSinceMark.WINDOW);
    return new Window(from.minus(ReconcileSinceMark.OVERLAP), to.isAfter(end) ? end : to);
  }

  boolean isLookingAgain() {
    return !toLookAt.isEmpty();
  }

  /** The next open aggregates. */
  SortedMap<String, SortedSet<String>> open() {
    TreeMap<String, SortedSet<String>> next = new TreeMap<>();
    for (Map.Entry<String, SortedSet<String>> each : toLookAt.entrySet()) {
      if (next.size() < ReconcileSinceMark.AT_ONCE) {
        next.put(each.getKey(), each.getValue());
      }
    }
    return next;
  }

  Window window() {
    return window;
  }

  @Nullable String cursor() {
    return cursor;
  }

  boolean busIsSilent() {
    return busIsSilent;
  }

  boolean isOver() {
    return isOver;
  }

  /**
   * Adds the report on what {@link #open} or {@link #window} returned.
   *
   * @return what to save; empty in the middle of a window
   */
  Optional<Compared> add(Report report) {
    busIsSilent |= report.busSilent();
    report.unsettled().forEach(this::kinds);
    report.findings().forEach(found -> kinds(found.aggregateId()).add(found.kind().name()));
    if (isLookingAgain()) {
      open().keySet().forEach(toLookAt::remove);
      kept = Set.copyOf(open.keySet());
      return Optional.empty();
    }
    cursor = report.nextCursor();
    return cursor == null ? endOfWindow() : Optional.empty();
  }

  private SortedSet<String> kinds(String aggregateId) {
    return open.computeIfAbsent(aggregateId, none -> new TreeSet<>());
  }

  private Optional<Compared> endOfWindow() {
    isOver = !window.to().isBefore(end);
    if (isFull) {
      return Optional.empty();
    }
    isFull = !Compared.fit(open);
    if (isFull) {
      LOG.atWarn()
          .addKeyValue("upTo", mark)
          .log("Too many mismatches to remember; reconciliation can't move on");
      window = next(latest(window.to(), end.minus(ReconcileSinceMark.WINDOW)));
      dropTheLast();
    } else {
      mark = window.to();
      window = isOver ? window : next(mark);
    }
    return Optional.of(new Compared(mark, open));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Those of the window are found again, because the mark stays before it. */
  private void dropTheLast() {
    for (String id : List.copyOf(open.descendingKeySet())) {
      if (!Compared.fit(open) && !kept.contains(id)) {
        open.remove(id);
      }
    }
  }
}
