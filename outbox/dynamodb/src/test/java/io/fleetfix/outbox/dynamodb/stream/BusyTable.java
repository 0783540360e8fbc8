package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.FakeRows;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A stream with one relay that reads it, in virtual time: how long each entry takes to the bus. */
final class BusyTable {
  final VirtualTime time = new VirtualTime();
  final FakeStreams streams = new FakeStreams(time);
  final SlowStreams slow;
  final List<OutboxEntry> published = new ArrayList<>();
  int rowCalls;

  /** In milliseconds, for a batch that begins with this entry. */
  ToLongFunction<OutboxEntry> busTakes = entry -> 10;

  private final FakeRows rows = new FakeRows();
  private final Function<String, Duration> calls;
  private final Map<OutboxEntry, Long> committedAt = new HashMap<>();
  private final Map<String, List<Duration>> delays = new HashMap<>();
  private int entries;

  BusyTable(Function<String, Duration> calls) {
    this.calls = calls;
    this.slow = new SlowStreams(streams, this::pass);
  }

  private void pass(String shardId) {
    time.sleep(calls.apply(shardId).toNanos());
  }

  void open(int shards) {
    for (int i = 0; i < shards; i++) {
      streams.open("s-" + i);
    }
  }

  List<String> shardIds() {
    return streams.openShards();
  }

  void commit(String shardId) {
    commit(shardId, shardId + "-" + ++entries, 1);
  }

  void commit(String shardId, String parcelId, long sequence) {
    OutboxEntry entry = Changes.entry(parcelId, sequence);
    committedAt.put(entry, time.getAsLong());
    streams.append(shardId, Changes.committed(entry));
  }

  List<Duration> delays() {
    return delays.values().stream().flatMap(List::stream).toList();
  }

  /** Of the entries of one shard, committed by {@link #commit(String)}. */
  List<Duration> delaysOf(String shardId) {
    return delays.getOrDefault(shardId, List.of());
  }

  void relayFor(Duration length) throws InterruptedException {
    relayFor(length, () -> {});
  }

  void relayFor(Duration length, Runnable writer) throws InterruptedException {
    RelayRows slowRows =
        new SlowRows(
            rows,
            () -> {
              rowCalls++;
              pass("the relay's table");
            });
    DynamoDbOutboxStream reader =
        new DynamoDbOutboxStream(
            slow,
            slowRows,
            new Lease(slowRows, Lease.READER, "reader", ReadersTable.LEASE, time),
            new OutboxItem(Parcels.FORMAT),
            (row, reason) -> {},
            time,
            time.threads());
    RelayOutbox relay = new RelayOutbox(reader, this::publish);
    Callable<Void> relaying =
        () -> {
          while (time.getAsLong() < length.toNanos()) {
            relay.relay(Duration.ofMillis(500));
          }
          return null;
        };
    time.run(
        List.of(
            relaying,
            () -> {
              writer.run();
              return null;
            }));
  }

  private List<NotAccepted> publish(List<OutboxEntry> batch) {
    time.sleep(Duration.ofMillis(busTakes.applyAsLong(batch.getFirst())).toNanos());
    for (OutboxEntry entry : batch) {
      published.add(entry);
      String id = entry.id("parcelId");
      delays
          .computeIfAbsent(id.substring(0, id.lastIndexOf('-')), none -> new ArrayList<>())
          .add(Duration.ofNanos(time.getAsLong() - committedAt.getOrDefault(entry, 0L)));
    }
    return List.of();
  }
}
