package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Under random faults of the stream, the table, the takers and the readers, within the 24 hours of
 * retention: every committed entry is handed over in its item's order, and no checkpoint runs
 * ahead.
 */
class DynamoDbOutboxStreamPropertyTest {
  private static final OutboxItem ITEMS = new OutboxItem(Parcels.FORMAT);
  private static final int STEPS = 250;
  private static final int PARCELS = 6;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void handsEverythingOverInOrderUnderRandomFaults(long seed) throws Exception {
    Run run = new Run(new SplittableRandom(seed));
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    run.drain();

    assertThat(run.acknowledged).containsExactlyInAnyOrderElementsOf(run.committed);
  }

  /** One random history. */
  private static final class Run {
    final Set<OutboxEntry> committed = new LinkedHashSet<>();
    final Set<OutboxEntry> acknowledged = new HashSet<>();

    private final SplittableRandom random;
    private final ReadersTable table = new ReadersTable();
    private final List<DynamoDbOutboxStream> readers = new ArrayList<>();
    private final Map<Integer, Long> sequences = new HashMap<>();

    /** The shard that receives an item's records now. */
    private final Map<Integer, String> shardOf = new HashMap<>();

    private int shardCount;
    private int readerCount;

    Run(SplittableRandom random) {
      this.random = random;
      table.streams.open("first");
      table.streams.open("second");
      for (int parcel = 0; parcel < PARCELS; parcel++) {
        shardOf.put(parcel, parcel % 2 == 0 ? "first" : "second");
      }
      table.rows.watcher = this::checkpointWritten;
      readers.add(newReader());
      readers.add(newReader());
    }

    void step() throws InterruptedException {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4 -> commit();
        case 5, 6 -> noise();
        case 7 -> reshard();
        case 8 -> table.streams.expireIterators();
        case 9 -> table.streams.giveEmptyPages(random.nextInt(3));
        case 10 -> table.streams.failNext(1 + random.nextInt(2));
        case 11 -> table.rows.failNext(1 + random.nextInt(2));
        case 12 -> table.rows.loseNextAnswer();
        case 13 -> table.clock.advance(Duration.ofMillis(random.nextInt(30_000)));
        case 14 -> replaceAReader();
        case 15 -> table.streams.pageSize = 1 + random.nextInt(4);
        default -> take(readers.get(random.nextInt(readers.size())), random.nextInt(4) == 0);
      }
    }

    /** Takes everything, without further faults. */
    void drain() throws InterruptedException {
      table.streams.failNext(0);
      table.rows.failNext(0);
      for (int i = 0; i < 2_000 && acknowledged.size() < committed.size(); i++) {
        take(readers.get(i % 2), false);
      }
    }

    private void commit() {
      int parcel = random.nextInt(PARCELS);
      long sequence = sequences.merge(parcel, 1L, Long::sum);
      committed.add(table.commit(shardOf(parcel), "P-" + parcel, sequence));
    }

    private void noise() {
      int parcel = random.nextInt(PARCELS);
      OutboxEntry never = Changes.entry("P-99", 1 + random.nextInt(1_000));
      table.streams.append(
          shardOf(parcel),
          switch (random.nextInt(3)) {
            case 0 -> Changes.marked(never);
            case 1 -> Changes.removed(never);
            default -> Changes.parcelPacked();
          });
    }

    private void reshard() {
      List<String> open = table.streams.openShards();
      String parent = open.get(random.nextInt(open.size()));
      String left = "shard-" + ++shardCount;
      String right = "shard-" + ++shardCount;
      boolean splits = open.size() < 6 && random.nextBoolean();
      if (splits) {
        table.streams.split(parent, right, left);
      } else {
        table.streams.split(parent, left);
      }
      shardOf.replaceAll(
          (parcel, shardId) ->
              !shardId.equals(parent) ? shardId : splits && parcel % 3 == 0 ? right : left);
    }

    private String shardOf(int parcel) {
      return shardOf.getOrDefault(parcel, "first");
    }

    private void replaceAReader() {
      int which = random.nextInt(readers.size());
      if (random.nextBoolean()) {
        readers.get(which).close();
      }
      readers.set(which, newReader());
    }

    private DynamoDbOutboxStream newReader() {
      return table.reader("reader-" + ++readerCount);
    }

    private void take(DynamoDbOutboxStream reader, boolean failing) throws InterruptedException {
      try {
        reader.take(
            Duration.ofMillis(random.nextInt(8_000)),
            entries -> {
              handedOver(entries);
              if (random.nextInt(10) == 0) {
                table.clock.advance(Duration.ofMillis(random.nextInt(30_000)));
              }
              if (failing) {
                throw new IllegalStateException("The bus is down");
              }
              acknowledged.addAll(entries);
            });
      } catch (StorageUnavailable e) {
        assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("The bus is down");
      }
    }

    private void handedOver(List<OutboxEntry> entries) {
      assertThat(entries).isNotEmpty();
      assertThat(committed).containsAll(entries);
      Set<OutboxEntry> before = new HashSet<>(acknowledged);
      for (OutboxEntry entry : entries) {
        long sequence = entry.sequence().value();
        if (sequence > 1) {
          assertThat(before).contains(Changes.entry(entry.id("parcelId"), sequence - 1));
        }
        before.add(entry);
      }
    }

    private void checkpointWritten(String shardId, String sequenceNumber) {
      for (Record record : table.streams.recordsOf(shardId)) {
        assertThat(acknowledged).containsAll(OutboxRecords.in(List.of(record), ITEMS).entries());
        if (record.dynamodb().sequenceNumber().equals(sequenceNumber)) {
          return;
        }
      }
      assertThat(sequenceNumber).isEqualTo("SHARD_END");
    }
  }
}
