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
 * Keeps one row for all instances. Each instance writes what it has seen at most once per {@link
 * #WRITE_EVERY}, since a write per receipt would cost too much.
 */
public final class DynamoDbReceipts implements Receipts {
  static final Duration WRITE_EVERY = Duration.ofSeconds(5);

  private static final String PK = "RECEIPTS";
  private static final String NEWEST = "newest";
  private static final String FAST_AT = "fastAt";
  private static final String AT = "at";

  private final RelayRows rows;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  private Arrivals mine = Arrivals.NONE;
  private boolean written;
  private long writtenAt;

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
  public void recordReceipt(Arrivals arrivals) {
    lock.lock();
    try {
      mine = mine.and(arrivals);
      long now = nanoTime.getAsLong();
      if (!written || now - writtenAt >= WRITE_EVERY.toNanos()) {
        write();
        written = true;
        writtenAt = now;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Arrivals latest() {
    lock.lock();
    try {
      return mine.and(stored());
    } finally {
      lock.unlock();
    }
  }

  /**
   * If another instance writes in between, the later receipt wins; ours is included in the next
   * write.
   */
  private void write() {
    Arrivals all = mine.and(stored());
    Instant at = all.at();
    if (at != null) {
      rows.put(PK, row(all), new Condition.AtMost(AT, at.toEpochMilli()));
    }
  }

  private Arrivals stored() {
    Map<String, AttributeValue> row = rows.get(PK);
    return new Arrivals(time(row, NEWEST), time(row, FAST_AT), time(row, AT));
  }

  private static Map<String, AttributeValue> row(Arrivals arrivals) {
    Map<String, AttributeValue> row = new HashMap<>();
    put(row, NEWEST, arrivals.newest());
    put(row, FAST_AT, arrivals.fastAt());
    put(row, AT, arrivals.at());
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
}
