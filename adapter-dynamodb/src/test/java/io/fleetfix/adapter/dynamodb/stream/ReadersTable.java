package io.fleetfix.adapter.dynamodb.stream;

import io.fleetfix.application.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One stream, one relay table, one clock, and as many readers as a test wants. */
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
        (row, reason) -> unreadable.add(reason),
        clock,
        clock);
  }

  OutboxEntry commit(String shardId, String repairId) {
    return commit(shardId, repairId, 3);
  }

  OutboxEntry commit(String shardId, String repairId, long sequence) {
    OutboxEntry entry = Changes.entry(repairId, sequence);
    streams.append(shardId, Changes.committed(entry));
    return entry;
  }

  /** What one call gives. */
  static List<OutboxEntry> take(DynamoDbOutboxStream reader) throws InterruptedException {
    List<OutboxEntry> taken = new ArrayList<>();
    reader.take(PATIENCE, taken::addAll);
    return taken;
  }

  /** What is given until nothing more comes. */
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
