package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.FakeRows;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.ManualClock;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One stream, one relay table, one clock, and any number of readers. */
final class ReadersTable {
  static final Duration LEASE = Duration.ofSeconds(20);
  static final Duration PATIENCE = Duration.ofSeconds(3);

  final ManualClock clock = new ManualClock();
  final FakeStreams streams = new FakeStreams(clock);
  final FakeRows rows = new FakeRows();
  final List<String> unreadable = new ArrayList<>();

  DynamoDbOutboxStream reader(String holder) {
    return new DynamoDbOutboxStream(
        streams,
        rows,
        new Lease(rows, Lease.READER, holder, LEASE, clock),
        new OutboxItem(Parcels.FORMAT),
        (row, reason) -> unreadable.add(reason),
        clock,
        clock::pause);
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
