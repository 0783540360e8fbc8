package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.FakeRows;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.ManualClock;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One stream, one relay table, one clock, and any number of readers. */
final class ReadersTable {
  static final Duration LEASE = Duration.ofSeconds(20);
  static final Duration PATIENCE = Duration.ofSeconds(3);

  final ManualClock clock = new ManualClock();
  final FakeStreams streams = new FakeStreams(clock);
  final FakeRows rows = new FakeRows();
  final List<String> unreadable = new ArrayList<>();

  /** Whether reports of unreadable rows fail. */
  boolean reportFails;

  /** The key of a row of the relay's table that cannot be read; empty if all can. */
  String unreadableRow = "";

  boolean removalsFail;

  DynamoDbOutboxStream reader(String holder) {
    return new DynamoDbOutboxStream(
        streams,
        new SomeRowsFail(),
        new Lease(rows, Lease.READER, holder, LEASE, clock),
        new OutboxItem(Parcels.FORMAT),
        (row, reason) -> report(reason),
        clock,
        new CallersThread(clock));
  }

  private void report(String reason) {
    if (reportFails) {
      throw new IllegalStateException("The row cannot be marked");
    }
    unreadable.add(reason);
  }

  private final class SomeRowsFail implements RelayRows {
    @Override
    public Map<String, AttributeValue> get(String pk) {
      if (pk.equals(unreadableRow)) {
        throw new StorageUnavailable(new IllegalStateException("This row cannot be read"));
      }
      return rows.get(pk);
    }

    @Override
    public boolean put(String pk, Map<String, AttributeValue> row, Condition condition) {
      return rows.put(pk, row, condition);
    }

    @Override
    public void remove(String pk) {
      if (removalsFail) {
        throw new StorageUnavailable(new IllegalStateException("Rows cannot be removed"));
      }
      rows.remove(pk);
    }
  }

  OutboxEntry commit(String shardId, String parcelId) {
    return commit(shardId, parcelId, 3);
  }

  OutboxEntry commit(String shardId, String parcelId, long sequence) {
    OutboxEntry entry = Changes.entry(parcelId, sequence);
    streams.append(shardId, Changes.committed(entry));
    return entry;
  }

  /** The entries of one call. */
  static List<OutboxEntry> take(DynamoDbOutboxStream reader) throws InterruptedException {
    List<OutboxEntry> taken = new ArrayList<>();
    reader.take(PATIENCE, taken::addAll);
    return taken;
  }

  /** The entries of repeated calls, until a call returns none. */
  static List<OutboxEntry> takeAll(DynamoDbOutboxStream reader) throws InterruptedException {
    List<OutboxEntry> taken = new ArrayList<>();
    int before;
    do {
      before = taken.size();
      reader.take(PATIENCE, taken::addAll);
    } while (taken.size() > before);
    return taken;
  }
}
