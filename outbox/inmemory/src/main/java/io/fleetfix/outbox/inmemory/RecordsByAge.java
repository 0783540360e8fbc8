package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The idempotency records by age, so that expired ones can be removed and memory does not fill with
 * keys. Guarded by the store's lock.
 */
final class RecordsByAge {
  /** Two for each new record: a backlog shrinks, and no commit has much to do. */
  private static final int MAX_AT_ONCE = 2;

  private final NavigableSet<IdempotencyRecord> oldestFirst =
      new TreeSet<>(
          Comparator.comparing(IdempotencyRecord::receivedAt)
              .thenComparing(record -> record.aggregateId()));

  void add(IdempotencyRecord record) {
    oldestFirst.add(record);
  }

  void remove(IdempotencyRecord record) {
    oldestFirst.remove(record);
  }

  /** Removes and returns the oldest expired records, at most {@link #MAX_AT_ONCE} per call. */
  List<IdempotencyRecord> takeExpired(Instant now) {
    List<IdempotencyRecord> expired = new ArrayList<>();
    while (expired.size() < MAX_AT_ONCE
        && !oldestFirst.isEmpty()
        && oldestFirst.first().isExpiredAt(now)) {
      expired.add(oldestFirst.removeFirst());
    }
    return expired;
  }
}
