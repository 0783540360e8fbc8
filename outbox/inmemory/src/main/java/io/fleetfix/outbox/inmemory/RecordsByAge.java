package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which idempotency records can go, so that memory does not fill with keys. Guarded by the store's
 * lock.
 */
final class RecordsByAge {
  /** Two for each that comes: a backlog shrinks, and no commit has much to do. */
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

  /** Lets go of the oldest records that have expired by now, a few per call. */
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
