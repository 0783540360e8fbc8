package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.stream.OutboxRecords.Unreadable;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reports unreadable rows. A row whose report fails {@link #MAX_TRIES} times, while the store works
 * for others, is skipped: it must not block its shard for ever. It stays in the table, and the log
 * names it. Thread-safe, if each row is reported by one thread at a time.
 */
final class UnreadableReports {
  static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableReports.class);

  /** The failed reports of one row, and how much had worked before the first one. */
  private record Failed(int tries, long workedBefore) {}

  private final UnreadableRows rows;
  private final Map<Map<String, AttributeValue>, Failed> failed = new ConcurrentHashMap<>();

  UnreadableReports(UnreadableRows rows) {
    this.rows = rows;
  }

  /**
   * Reports all of these rows, even if some reports fail.
   *
   * @param worked a number that grows with everything that works
   * @return why some row must be reported again; empty if all were reported or skipped
   */
  Optional<RuntimeException> report(List<Unreadable> unreadable, long worked) {
    @Nullable RuntimeException again = null;
    for (Unreadable row : unreadable) {
      try {
        rows.report(row.row(), row.reason());
      } catch (RuntimeException failure) {
        if (!isSkipped(row, worked, failure)) {
          again = failure;
        }
      }
    }
    if (again == null) {
      unreadable.forEach(row -> failed.remove(key(row)));
    }
    return Optional.ofNullable(again);
  }

  private boolean isSkipped(Unreadable row, long worked, RuntimeException failure) {
    Failed last = failed.getOrDefault(key(row), new Failed(0, worked));
    Failed now = new Failed(last.tries() + 1, last.workedBefore());
    failed.put(key(row), now);
    boolean skipped = now.tries() >= MAX_TRIES && worked > now.workedBefore();
    if (skipped) {
      LOG.atError()
          .addKeyValue("key", key(row))
          .addKeyValue("problem", row.reason())
          .setCause(failure)
          .log("Unreadable outbox row skipped without quarantine, which failed repeatedly");
    }
    return skipped;
  }

  private static Map<String, AttributeValue> key(Unreadable row) {
    Map<String, AttributeValue> key = new HashMap<>(row.row());
    key.keySet().retainAll(List.of(OutboxTable.PK, OutboxTable.SK));
    return key;
  }
}
