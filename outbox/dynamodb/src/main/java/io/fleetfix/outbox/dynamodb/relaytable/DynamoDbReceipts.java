package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one row for all instances. Each instance adds what it has seen at most once per {@link
 * #WRITE_EVERY}, since a write per receipt would cost too much.
 */
public final class DynamoDbReceipts implements Receipts {
  static final Duration WRITE_EVERY = Duration.ofSeconds(5);

  private static final String PK = "FAST-PATH";
  private static final String FAST = "fast";
  private static final String REACHED = "reached";
  private static final String LAST_AT = "lastAt";

  private final RelayRows rows;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  private Progress unwritten = Progress.NONE;
  private boolean tried;
  private long triedAt;

  DynamoDbReceipts(RelayRows rows, LongSupplier nanoTime) {
    this.rows = rows;
    this.nanoTime = nanoTime;
  }

  /**
   * Keeps receipts in the relay's table.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public static DynamoDbReceipts of(
      DynamoDbConnection connection, OutboxTable table, LongSupplier nanoTime) {
    return new DynamoDbReceipts(new SdkRelayRows(connection.tables(), table.relayName()), nanoTime);
  }

  @Override
  public void recordReceipt(Receipt receipt) {
    lock.lock();
    try {
      unwritten = unwritten.with(receipt);
      long now = nanoTime.getAsLong();
      if (!tried || now - triedAt >= WRITE_EVERY.toNanos()) {
        tried = true;
        triedAt = now;
        write();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Progress latest() {
    lock.lock();
    try {
      return total(rows.get(PK));
    } finally {
      lock.unlock();
    }
  }

  /** If another instance writes in between, ours is added with a later receipt. */
  private void write() {
    Map<String, AttributeValue> row = rows.get(PK);
    AttributeValue seen = row.get(FAST);
    Condition unchanged = seen == null ? new Condition.Absent() : new Condition.Equal(FAST, seen);
    if (rows.put(PK, row(total(row)), unchanged)) {
      unwritten = Progress.NONE;
    }
  }

  private Progress total(Map<String, AttributeValue> row) {
    AttributeValue stored = row.getOrDefault(FAST, AttributeValue.fromN("0"));
    return new Progress(
        Long.parseLong(stored.n()) + unwritten.fast(),
        either(unwritten.reached(), time(row, REACHED)),
        either(unwritten.lastAt(), time(row, LAST_AT)));
  }

  private static Map<String, AttributeValue> row(Progress progress) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put(FAST, AttributeValue.fromN(Long.toString(progress.fast())));
    put(row, REACHED, progress.reached());
    put(row, LAST_AT, progress.lastAt());
    return row;
  }

  private static void put(Map<String, AttributeValue> row, String name, @Nullable Instant time) {
    if (time != null) {
      row.put(name, AttributeValue.fromN(Long.toString(time.toEpochMilli())));
    }
  }

  private static @Nullable Instant time(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value.n()));
  }

  private static @Nullable Instant either(@Nullable Instant mine, @Nullable Instant stored) {
    return mine == null ? stored : mine;
  }
}
