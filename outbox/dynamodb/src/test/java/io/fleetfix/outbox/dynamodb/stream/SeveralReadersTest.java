package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.FakeRows;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several instances are never slower than one, and publish nothing twice, however slow the bus, the
 * stream and the table are within the clients' timeouts. In virtual time.
 */
class SeveralReadersTest {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
  private static final Duration LONGEST_PUBLISH = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration FAR_TOO_LONG = Duration.ofHours(3);
  private static final int CALLS_AT_ONCE = 40;

  /** How long each kind of call takes. */
  private record Delays(Duration stream, Duration table, Duration bus) {
    static Delays upTo(Duration call, Duration publish, SplittableRandom random) {
      return new Delays(some(call, random), some(call, random), some(publish, random));
    }

    private static Duration some(Duration longest, SplittableRandom random) {
      return Duration.ofNanos(random.nextLong(longest.toNanos()));
    }
  }

  /** What came of a run. */
  private record Outcome(Map<OutboxEntry, Integer> published, Duration time) {}

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void severalInstancesAreNeverSlowerThanOne(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Delays delays =
        seed == 0
            ? new Delays(LONGEST_CALL, LONGEST_CALL, LONGEST_PUBLISH)
            : Delays.upTo(LONGEST_CALL, LONGEST_PUBLISH, random);
    int shards = 1 + random.nextInt(6);
    int entries = 1 + random.nextInt(400);

    Outcome alone = new Run(delays, shards, entries).with(1);
    assertThat(alone.published()).hasSize(shards * entries);
    assertThat(alone.published().values()).containsOnly(1);
    for (int instances = 2; instances <= 3; instances++) {
      Outcome together = new Run(delays, shards, entries).with(instances);

      assertThat(together.published()).isEqualTo(alone.published());
      assertThat(together.time()).isLessThanOrEqualTo(alone.time());
    }
  }

  /** One stream, whose shards all have entries, and its readers. */
  private static final class Run {
    private final VirtualTime time = new VirtualTime();
    private final FakeStreams streams = new FakeStreams(time);
    private final FakeRows rows = new FakeRows();
    private final Map<OutboxEntry, Integer> published = new HashMap<>();
    private final Delays delays;
    private final int shards;
    private long doneAt;

    Run(Delays delays, int shards, int entries) {
      this.delays = delays;
      this.shards = shards;
      rows.watcher = (shardId, sequenceNumber) -> checkpointWritten();
      for (int shard = 0; shard < shards; shard++) {
        streams.open("s-" + shard);
        for (int i = 0; i < entries; i++) {
          streams.append("s-" + shard, Changes.committed(Changes.entry("P-" + shard + "-" + i, 1)));
        }
      }
    }

    Outcome with(int instances) throws Exception {
      List<Callable<Void>> readers = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        String name = "reader-" + i;
        readers.add(() -> relayUntilAllIsDone(reader(name)));
      }
      time.run(readers);
      return new Outcome(published, Duration.ofNanos(doneAt));
    }

    private Void relayUntilAllIsDone(DynamoDbOutboxStream reader) throws InterruptedException {
      RelayOutbox relay =
          new RelayOutbox(
              reader,
              entries -> {
                int rounds = (entries.size() + CALLS_AT_ONCE - 1) / CALLS_AT_ONCE;
                time.sleep(delays.bus().toNanos() * rounds);
                entries.forEach(entry -> published.merge(entry, 1, Integer::sum));
                return List.of();
              });
      while (doneAt == 0 && time.getAsLong() < FAR_TOO_LONG.toNanos()) {
        relay.relay(PATIENCE);
      }
      return null;
    }

    private void checkpointWritten() {
      if (doneAt == 0 && isDone()) {
        doneAt = time.getAsLong();
      }
    }

    private boolean isDone() {
      Set<String> last = new HashSet<>();
      for (int shard = 0; shard < shards; shard++) {
        String id = "s-" + shard;
        if (rows.checkpointOf(id)
            .equals(streams.recordsOf(id).getLast().dynamodb().sequenceNumber())) {
          last.add(id);
        }
      }
      return last.size() == shards;
    }

    private DynamoDbOutboxStream reader(String name) {
      RelayRows slow = new SlowRows(rows, () -> time.sleep(delays.table().toNanos()));
      return new DynamoDbOutboxStream(
          new SlowStreams(streams, () -> time.sleep(delays.stream().toNanos())),
          slow,
          new Lease(slow, Lease.READER, name, ReadersTable.LEASE, time),
          new OutboxItem(Parcels.FORMAT),
          (row, reason) -> {},
          time,
          time.threads());
    }
  }
}
