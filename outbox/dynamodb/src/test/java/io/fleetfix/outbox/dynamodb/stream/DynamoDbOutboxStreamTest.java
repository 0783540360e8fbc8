package io.fleetfix.outbox.dynamodb.stream;

import static io.fleetfix.outbox.dynamodb.stream.ReadersTable.LEASE;
import static io.fleetfix.outbox.dynamodb.stream.ReadersTable.PATIENCE;
import static io.fleetfix.outbox.dynamodb.stream.ReadersTable.take;
import static io.fleetfix.outbox.dynamodb.stream.ReadersTable.takeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbOutboxStreamTest {
  /** Long enough to list the shards and to read each once. */
  private static final Duration ROUND = Duration.ofMillis(50);

  private final ReadersTable table = new ReadersTable();
  private final DynamoDbOutboxStream reader = table.reader("first");

  @BeforeEach
  void openAShard() {
    table.streams.open("s");
  }

  @Test
  void handsOverEntriesFromBeforeItsStart() throws Exception {
    OutboxEntry one = table.commit("s", "P-1");
    OutboxEntry two = table.commit("s", "P-2");

    assertThat(take(reader)).containsExactly(one, two);
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void handsOverOnlyNewOutboxRows() throws Exception {
    table.streams.append("s", Changes.parcelPacked());
    OutboxEntry entry = table.commit("s", "P-1");
    table.streams.append("s", Changes.marked(entry));
    table.streams.append("s", Changes.removed(entry));

    assertThat(takeAll(reader)).containsExactly(entry);
  }

  @Test
  void handsOverTheSameEntriesAgainWhenTheTakerFails() throws Exception {
    OutboxEntry entry = table.commit("s", "P-1");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> reader.take(PATIENCE, DynamoDbOutboxStreamTest::fail))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The bus is down");
    }

    assertThat(table.rows.checkpoints).isEmpty();
    assertThat(take(reader)).containsExactly(entry);
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void writesTheCheckpointOnlyAfterTheTakerReturned() throws Exception {
    table.commit("s", "P-1");

    int taken = reader.take(PATIENCE, entries -> assertThat(table.rows.checkpoints).isEmpty());

    assertThat(taken).isEqualTo(1);
    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
  }

  @Test
  void aNewReaderContinuesAfterTheCheckpoint() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    reader.close();
    OutboxEntry later = table.commit("s", "P-2");

    assertThat(takeAll(table.reader("second"))).containsExactly(later);
  }

  @Test
  void aPageWithoutOutboxRowsIsSkippedWithoutACheckpoint() throws Exception {
    for (int i = 0; i < 30; i++) {
      table.streams.append("s", Changes.parcelPacked());
    }
    table.streams.pageSize = 10;

    assertThat(takeAll(reader)).isEmpty();
    assertThat(table.rows.checkpoints).isEmpty();

    // Reads on from the position in memory, so the earlier pages are not read again.
    table.streams.trim("s", 30);
    table.streams.expireIterators();
    OutboxEntry entry = table.commit("s", "P-1");
    assertThat(takeAll(reader)).containsExactly(entry);
  }

  @Test
  void anIdleStreamWritesNothing() throws Exception {
    table.commit("s", "P-1");
    take(reader);

    for (int i = 0; i < 20; i++) {
      take(reader);
    }

    assertThat(table.rows.checkpoints).hasSize(1);
  }

  @Test
  void emptyPagesDoNotEndAShard() throws Exception {
    table.streams.giveEmptyPages(4);
    OutboxEntry entry = table.commit("s", "P-1");

    assertThat(take(reader)).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isNotEqualTo("SHARD_END");
  }

  @Test
  void afterAnExpiredIteratorReadingContinuesFromThePosition() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    table.streams.expireIterators();
    OutboxEntry later = table.commit("s", "P-2");

    assertThat(take(reader)).containsExactly(later);
  }

  @Test
  void anIteratorThatExpiresBeforeTheFirstRecordRestartsAtTheOldest() throws Exception {
    assertThat(take(reader)).isEmpty();
    OutboxEntry entry = table.commit("s", "P-1");
    table.streams.expireIterators();

    assertThat(take(reader)).containsExactly(entry);
  }

  @Test
  void trimmedRecordsAreSkippedAndTheRestIsRead() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    table.commit("s", "P-2");
    OutboxEntry left = table.commit("s", "P-3");
    table.streams.trim("s", 2);

    assertThat(takeAll(reader)).containsExactly(left);
  }

  @Test
  void aStreamThatStartedOverIsReadFromItsOldestRecord() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    table.streams.restart();
    OutboxEntry entry = table.commit("s", "P-2");

    assertThat(takeAll(reader)).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
  }

  @Test
  void childrenAreReadAfterTheirParent() throws Exception {
    OutboxEntry before = table.commit("s", "P-1", 1);
    table.streams.pageSize = 1;
    OutboxEntry stillBefore = table.commit("s", "P-1", 2);
    table.streams.split("s", "left", "right");
    OutboxEntry left = table.commit("left", "P-1", 3);
    OutboxEntry right = table.commit("right", "P-2", 1);

    List<OutboxEntry> taken = takeAll(reader);
    assertThat(taken.subList(0, 2)).containsExactly(before, stillBefore);
    assertThat(taken.subList(2, 4)).containsExactlyInAnyOrder(left, right);
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");
  }

  @Test
  void theChildrenOfAShardThatEndsAreFoundAtOnceAndWithoutTheWholeList() throws Exception {
    take(reader);
    table.streams.split("s", "left", "right");
    OutboxEntry left = table.commit("left", "P-1");
    OutboxEntry right = table.commit("right", "P-2");

    List<OutboxEntry> taken = new ArrayList<>();
    while (taken.size() < 2 && reader.take(Duration.ofSeconds(1), taken::addAll) > 0) {}

    assertThat(taken).containsExactlyInAnyOrder(left, right);
    assertThat(table.streams.listings).isEqualTo(1);
    assertThat(table.streams.followed).containsExactly("s");
  }

  @Test
  void aServiceThatDoesNotKnowTheChildrenIsAskedForTheWholeList() throws Exception {
    take(reader);
    table.streams.split("s", "child");
    OutboxEntry entry = table.commit("child", "P-1");
    table.streams.knowsChildren = false;

    assertThatThrownBy(() -> take(reader)).isInstanceOf(StorageUnavailable.class);
    assertThat(takeAll(reader)).containsExactly(entry);
    assertThat(table.streams.listings).isEqualTo(2);
  }

  @Test
  void childrenWaitForTheirParentAcrossRestarts() throws Exception {
    table.commit("s", "P-1", 1);
    table.streams.split("s", "child");
    table.commit("child", "P-1", 2);

    assertThatThrownBy(() -> reader.take(PATIENCE, DynamoDbOutboxStreamTest::fail))
        .isInstanceOf(IllegalStateException.class);
    reader.close();

    assertThat(takeAll(table.reader("second")))
        .extracting(entry -> entry.sequence().value())
        .containsExactly(1L, 2L);
  }

  @Test
  void aFinishedShardIsNotReadAgainByTheNextReader() throws Exception {
    table.commit("s", "P-1");
    table.streams.split("s", "child");
    takeAll(reader);
    reader.close();
    table.streams.reads.clear();

    assertThat(takeAll(table.reader("second"))).isEmpty();
    assertThat(table.streams.shardsRead()).containsExactly("child");
  }

  @Test
  void aClosedShardWithoutRecordsIsFinished() throws Exception {
    table.streams.split("s", "child");
    OutboxEntry entry = table.commit("child", "P-1");

    assertThat(takeAll(reader)).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");
  }

  @Test
  void aVanishedShardDoesNotBlockItsChildren() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    table.streams.split("s", "child");
    OutboxEntry entry = table.commit("child", "P-2");
    table.streams.lose("s");

    assertThat(takeAll(reader)).containsExactly(entry);
  }

  @Test
  void aNewShardIsFoundWithinHalfAMinute() throws Exception {
    assertThat(take(reader)).isEmpty();
    table.streams.open("late");
    OutboxEntry entry = table.commit("late", "P-1");

    List<OutboxEntry> taken = new ArrayList<>();
    reader.take(Duration.ofSeconds(31), taken::addAll);

    assertThat(taken).containsExactly(entry);
  }

  @Test
  void listsTheShardsOnlyEveryHalfMinute() throws Exception {
    reader.take(Duration.ofSeconds(59), entries -> {});

    assertThat(table.streams.listings).isEqualTo(2);
  }

  @Test
  void aBusyShardDoesNotKeepTheOthersWaiting() throws Exception {
    table.streams.open("quiet");
    table.streams.pageSize = 1;
    for (int i = 0; i < 20; i++) {
      table.commit("s", "P-" + i);
    }
    OutboxEntry quiet = table.commit("quiet", "P-100");

    List<OutboxEntry> firstTwo = new ArrayList<>(take(reader));
    firstTwo.addAll(take(reader));

    assertThat(firstTwo).contains(quiet);
  }

  @Test
  void throttlingIsReportedAndLosesNothing() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    OutboxEntry entry = table.commit("s", "P-2");

    table.streams.failNext(1);
    assertThatThrownBy(() -> take(reader)).isInstanceOf(StorageUnavailable.class);

    assertThat(takeAll(reader)).containsExactly(entry);
  }

  @Test
  void aFailedShardListIsRetried() throws Exception {
    OutboxEntry entry = table.commit("s", "P-1");
    table.streams.failNext(1);
    assertThatThrownBy(() -> take(reader)).isInstanceOf(StorageUnavailable.class);

    assertThat(take(reader)).containsExactly(entry);
  }

  @Test
  void repeatsACheckpointWithoutAnAnswerButNotItsEntries() throws Exception {
    table.commit("s", "P-1");
    table.rows.beforeNextCheckpoint = () -> table.rows.failNext(1);
    assertThat(take(reader)).hasSize(1);
    assertThat(table.rows.checkpoints).isEmpty();
    assertThat(reader.failingShards()).containsExactly("s");
    OutboxEntry later = table.commit("s", "P-2");

    assertThat(take(reader)).containsExactly(later);
    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
  }

  @Test
  void theNextReaderGetsEntriesWithoutACheckpointAgain() throws Exception {
    OutboxEntry entry = table.commit("s", "P-1");
    table.rows.beforeNextCheckpoint = () -> table.rows.failNext(1);
    assertThat(take(reader)).containsExactly(entry);
    reader.close();

    assertThat(take(table.reader("second"))).containsExactly(entry);
  }

  @Test
  void readsAShardAtMostFiveTimesPerSecond() throws Exception {
    table.streams.pageSize = 1;
    for (int i = 0; i < 60; i++) {
      table.commit("s", "P-" + i);
    }
    table.streams.giveEmptyPages(3);

    assertThat(takeAll(reader)).hasSize(60);

    List<FakeStreams.Read> reads = table.streams.reads;
    for (int i = 5; i < reads.size(); i++) {
      assertThat(reads.get(i).at() - reads.get(i - 5).at())
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }
  }

  @Test
  void anIdleShardIsReadFiveTimesPerSecond() throws Exception {
    reader.take(Duration.ofSeconds(20), entries -> {});
    table.streams.reads.clear();

    reader.take(Duration.ofSeconds(20), entries -> {});

    assertThat(table.streams.reads).hasSizeBetween(95, 101);
  }

  @Test
  void onlyTheHolderOfTheLeaseReads() throws Exception {
    take(reader);
    table.commit("s", "P-1");

    assertThat(takeAll(table.reader("second"))).isEmpty();
  }

  @Test
  void anotherReaderTakesOverWhenTheHolderIsGone() throws Exception {
    take(reader);
    OutboxEntry entry = table.commit("s", "P-1");

    List<OutboxEntry> taken = new ArrayList<>();
    table.reader("second").take(LEASE.multipliedBy(2), taken::addAll);

    assertThat(taken).containsExactly(entry);
  }

  @Test
  void anotherReaderNeedNotWaitForAReleasedLease() throws Exception {
    take(reader);
    reader.close();
    OutboxEntry entry = table.commit("s", "P-1");

    assertThat(take(table.reader("second"))).containsExactly(entry);
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void afterALongPauseInTheTakerNoCheckpointIsWritten() throws Exception {
    OutboxEntry entry = table.commit("s", "P-1");
    DynamoDbOutboxStream second = table.reader("second");

    int taken =
        reader.take(
            PATIENCE,
            entries -> {
              takeNothing(second);
              table.clock.advance(LEASE);
              assertThat(takeUnchecked(second)).containsExactly(entry);
              table.rows.checkpoints.clear();
            });

    assertThat(taken).isEqualTo(1);
    assertThat(table.rows.checkpoints).isEmpty();
  }

  @Test
  void afterALongPauseNothingIsWrittenEvenIfTheNextReaderHasNotWritten() throws Exception {
    OutboxEntry entry = table.commit("s", "P-1");
    DynamoDbOutboxStream second = table.reader("second");

    int taken =
        reader.take(
            PATIENCE,
            entries -> {
              takeNothing(second);
              table.clock.advance(LEASE);
              takeNothing(second);
            });

    assertThat(taken).isEqualTo(1);
    assertThat(table.rows.checkpoints).isEmpty();
    assertThat(take(second)).containsExactly(entry);
  }

  @Test
  void aLateCheckpointIsRefusedByTheFence() throws Exception {
    table.streams.pageSize = 1;
    OutboxEntry one = table.commit("s", "P-1");
    OutboxEntry two = table.commit("s", "P-2");
    DynamoDbOutboxStream second = table.reader("second");
    takeNothing(reader);
    takeNothing(second);
    // The process pauses between its last check of the lease and the write.
    table.rows.beforeNextCheckpoint =
        () -> {
          table.clock.advance(LEASE);
          assertThat(takeUnchecked(second)).containsExactly(one);
          assertThat(takeUnchecked(second)).containsExactly(two);
        };

    assertThat(reader.take(PATIENCE, entries -> {})).isEqualTo(1);

    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void aHolderWhoseReadWasSoSlowThatAnotherHasTakenOverHandsNothingOver() throws Exception {
    take(reader);
    DynamoDbOutboxStream second = table.reader("second");
    takeNothing(second);
    OutboxEntry entry = table.commit("s", "P-1");
    table.clock.advance(Duration.ofSeconds(1));
    table.streams.beforeNextRead =
        () -> {
          table.clock.advance(LEASE);
          assertThat(takeUnchecked(second)).containsExactly(entry);
        };

    assertThat(reader.take(ROUND, DynamoDbOutboxStreamTest::fail)).isZero();
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void aSlowReadWithoutContendersIsNotInVain() throws Exception {
    take(reader);
    OutboxEntry entry = table.commit("s", "P-1");
    table.clock.advance(Duration.ofSeconds(1));
    table.streams.reads.clear();
    table.streams.beforeNextRead = () -> table.clock.advance(LEASE);

    assertThat(take(reader)).isEmpty(); // the lease has to be renewed first
    assertThat(table.streams.reads).hasSize(1);
    assertThat(take(reader)).containsExactly(entry);
    assertThat(table.streams.reads).hasSize(1);
  }

  @Test
  void aPageIsHandedOverInBatchesAndReadOnce() throws Exception {
    List<OutboxEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(table.commit("s", "P-" + i));
      table.streams.append("s", Changes.parcelPacked());
    }
    List<List<OutboxEntry>> batches = new ArrayList<>();

    assertThat(reader.take(PATIENCE, batches::add)).isEqualTo(100);

    assertThat(batches).extracting(List::size).containsExactly(40, 40, 20);
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(entries);
    assertThat(table.rows.checkpoints).hasSize(3);
    assertThat(table.streams.reads).hasSize(1);
    assertThat(take(reader)).isEmpty();
  }

  @Test
  void aBatchThatFailsDoesNotRepeatTheBatchesBeforeIt() throws Exception {
    List<OutboxEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      entries.add(table.commit("s", "P-" + i));
    }
    List<OutboxEntry> taken = new ArrayList<>();
    assertThat(reader.take(PATIENCE, batch -> firstOnly(batch, taken))).isEqualTo(40);

    assertThat(takeAll(reader)).containsExactlyElementsOf(entries.subList(40, 60));
  }

  @Test
  void theNextReaderContinuesWithinAPage() throws Exception {
    List<OutboxEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      entries.add(table.commit("s", "P-" + i));
    }
    List<OutboxEntry> taken = new ArrayList<>();
    reader.take(PATIENCE, batch -> firstOnly(batch, taken));
    reader.close();

    assertThat(takeAll(table.reader("second"))).containsExactlyElementsOf(entries.subList(40, 60));
  }

  @Test
  void aClosedShardEndsAfterTheLastBatchOfItsLastPage() throws Exception {
    for (int i = 0; i < 60; i++) {
      table.commit("s", "P-" + i);
    }
    table.streams.split("s", "child");
    OutboxEntry inChild = table.commit("child", "P-60");
    List<OutboxEntry> taken = new ArrayList<>();

    reader.take(PATIENCE, batch -> firstOnly(batch, taken));
    assertThat(taken).hasSize(40);
    assertThat(table.rows.checkpointOf("s")).isNotIn("none", "SHARD_END");
    assertThat(takeAll(reader)).hasSize(21).last().isEqualTo(inChild);
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");
  }

  @Test
  void aLostLeaseRowRepeatsNothing() throws Exception {
    for (int i = 0; i < 20; i++) { // each renewal raises the fence
      table.commit("s", "P-" + i);
      take(reader);
      table.clock.advance(LEASE.dividedBy(3));
    }
    table.rows.lose(Lease.READER);
    OutboxEntry entry = table.commit("s", "P-20");
    DynamoDbOutboxStream second = table.reader("second");

    List<OutboxEntry> taken = new ArrayList<>(takeAll(second));
    taken.addAll(takeAll(reader));
    taken.addAll(takeAll(second));

    assertThat(taken).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
  }

  @Test
  void aRefusedCheckpointIsLoggedWithBothFences() throws Exception {
    table.commit("s", "P-1");
    table.rows.beforeNextCheckpoint =
        () ->
            new Checkpoints(table.rows)
                .write("s", new StreamPosition.After("1"), Optional.empty(), 1_000);

    try (LogLines log = LogLines.of(DynamoDbOutboxStream.class)) {
      assertThat(reader.take(ROUND, entries -> {})).isEqualTo(1);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("Checkpoint refused", "fence=\"1\"", "foundFence=\"1000\"", "shardId=\"s\"");
    }
  }

  @Test
  void checkpointsOfShardsThatAreGoneAreRemoved() throws Exception {
    table.commit("s", "P-1");
    table.streams.split("s", "child");
    takeAll(reader);
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");

    table.streams.lose("s");
    table.clock.advance(ShardList.EVERY);
    takeAll(reader);

    assertThat(table.rows.row("RELAY#CHECKPOINT#s")).isEmpty();
  }

  @Test
  void theNextReaderRemovesCheckpointsOfShardsThatWentWhileNoneRan() throws Exception {
    table.commit("s", "P-1");
    table.streams.split("s", "child");
    takeAll(reader);
    reader.close();
    table.streams.lose("s");

    takeAll(table.reader("second"));

    assertThat(table.rows.row("RELAY#CHECKPOINT#s")).isEmpty();
  }

  @Test
  void aShardThatIsOnlyMissingInTheListKeepsItsCheckpoint() throws Exception {
    table.commit("s", "P-1");
    table.streams.split("s", "child");
    takeAll(reader);
    table.streams.unlisted.add("s");

    table.clock.advance(ShardList.EVERY);
    assertThat(takeAll(reader)).isEmpty();
    table.streams.unlisted.clear();
    table.clock.advance(ShardList.EVERY);

    assertThat(takeAll(reader)).isEmpty();
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");
  }

  @Test
  void aCheckpointThatCannotBeRemovedIsTriedAgainAndDelaysNothing() throws Exception {
    table.commit("s", "P-1");
    table.streams.split("s", "child");
    takeAll(reader);
    table.streams.lose("s");
    OutboxEntry entry = table.commit("child", "P-2");
    table.removalsFail = true;
    table.clock.advance(ShardList.EVERY);

    assertThat(takeAll(reader)).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isEqualTo("SHARD_END");
    table.removalsFail = false;
    table.clock.advance(ShardList.EVERY);
    takeAll(reader);
    assertThat(table.rows.row("RELAY#CHECKPOINT#s")).isEmpty();
  }

  @Test
  void aSlowTakerKeepsItsWorkWithoutContenders() throws Exception {
    table.commit("s", "P-1");

    assertThat(reader.take(PATIENCE, entries -> table.clock.advance(LEASE.multipliedBy(3))))
        .isEqualTo(1);
    assertThat(take(reader)).isEmpty();
    assertThat(table.rows.checkpoints).hasSize(1);
  }

  @Test
  void aReaderThatLostTheLeaseForgetsItsPositions() throws Exception {
    table.commit("s", "P-1");
    take(reader);
    DynamoDbOutboxStream second = table.reader("second");
    takeNothing(second);
    table.clock.advance(LEASE);
    OutboxEntry two = table.commit("s", "P-2");
    assertThat(take(second)).containsExactly(two);
    assertThat(take(reader)).isEmpty();
    second.close();
    OutboxEntry three = table.commit("s", "P-3");

    List<OutboxEntry> taken = new ArrayList<>();
    reader.take(LEASE, taken::addAll);

    assertThat(taken).containsExactly(three);
  }

  @Test
  void anUnreadableRowIsReportedWithoutBlockingOthers() throws Exception {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(Changes.entry("P-1", 3)));
    row.remove("occurredAt");
    table.streams.append("s", Changes.inserted(row));
    OutboxEntry good = table.commit("s", "P-2");

    assertThat(takeAll(reader)).containsExactly(good);
    assertThat(table.unreadable).containsExactly("occurredAt is missing");
  }

  @Test
  void anUnreadableRowOnItsOwnIsSkippedOnlyOnce() throws Exception {
    table.streams.append(
        "s",
        Changes.inserted(
            Map.of("pk", Changes.text("OUTBOX#x"), "entityType", Changes.text("OUTBOX"))));
    assertThat(takeAll(reader)).isEmpty();
    reader.close();

    assertThat(takeAll(table.reader("second"))).isEmpty();
    assertThat(table.unreadable).hasSize(1);
  }

  @Test
  void anUnreadableRowThatCouldNotBeReportedIsNotSkipped() throws Exception {
    table.streams.append(
        "s",
        Changes.inserted(
            Map.of("pk", Changes.text("OUTBOX#x"), "entityType", Changes.text("OUTBOX"))));
    DynamoDbOutboxStream deaf =
        new DynamoDbOutboxStream(
            table.streams,
            table.rows,
            new Lease(table.rows, Lease.READER, "deaf", LEASE, table.clock),
            new OutboxItem(Parcels.FORMAT),
            (key, reason) -> fail(List.of()),
            table.clock,
            new CallersThread(table.clock));
    assertThatThrownBy(() -> deaf.take(PATIENCE, entries -> {}))
        .isInstanceOf(IllegalStateException.class);
    deaf.close();

    assertThat(takeAll(reader)).isEmpty();
    assertThat(table.unreadable).hasSize(1);
  }

  @Test
  void anUnreadableRowIsSkippedWhenItsReportKeepsFailingWhileTheStoreWorks() throws Exception {
    table.streams.append(
        "s",
        Changes.inserted(
            Map.of("pk", Changes.text("OUTBOX#x"), "entityType", Changes.text("OUTBOX"))));
    OutboxEntry entry = table.commit("s", "P-1");
    table.reportFails = true;
    List<OutboxEntry> taken = new ArrayList<>();

    for (int tries = 0; tries < UnreadableReports.MAX_TRIES; tries++) {
      takeDespiteFailures(taken);
      table.clock.advance(FailingShards.LONGEST_PAUSE);
    }

    assertThat(taken).containsExactly(entry);
    assertThat(table.rows.checkpointOf("s")).isEqualTo(lastNumberIn("s"));
    assertThat(reader.failingShards()).isEmpty();
  }

  @Test
  void aShardWhoseCheckpointCannotBeReadDoesNotBlockOthers() throws Exception {
    table.commit("s", "P-1");
    table.streams.open("other");
    OutboxEntry entry = table.commit("other", "P-2");
    table.unreadableRow = "RELAY#CHECKPOINT#s";
    List<OutboxEntry> taken = new ArrayList<>();

    takeDespiteFailures(taken);

    assertThat(taken).containsExactly(entry);
    assertThat(reader.failingShards()).containsExactly("s");
    table.unreadableRow = "";
    table.clock.advance(FailingShards.LONGEST_PAUSE);
    assertThat(takeAll(reader)).hasSize(1);
    assertThat(reader.failingShards()).isEmpty();
  }

  @Test
  void knownShardsAreReadWhileTheListOfShardsFails() throws Exception {
    take(reader);
    OutboxEntry entry = table.commit("s", "P-1");
    table.clock.advance(ShardList.EVERY);
    table.streams.failNext(1);

    assertThat(take(reader)).containsExactly(entry);
  }

  @Test
  void aFailingShardIsTriedLessAndLessWhileOthersGoThrough() throws Exception {
    table.streams.open("busy");
    table.streams.failReadsOf("s");
    for (int i = 0; i < 600; i++) {
      table.commit("busy", "P-" + i);
      take(reader);
      table.clock.advance(Duration.ofMillis(500));
    }

    List<Long> pauses = pausesBetweenReadsOf("s");
    assertThat(pauses.getFirst()).isBetween(1L, 2L);
    assertThat(pauses.getLast()).isBetween(30L, 31L);
  }

  @Test
  void aFailingShardIsTriedEverySecondWhileNothingGoesThrough() throws Exception {
    table.streams.failReadsOf("s");
    List<OutboxEntry> taken = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      takeDespiteFailures(taken);
    }

    assertThat(pausesBetweenReadsOf("s")).allMatch(seconds -> seconds <= 1);
  }

  private List<Long> pausesBetweenReadsOf(String shardId) {
    List<Long> times =
        table.streams.reads.stream()
            .filter(read -> read.shardId().equals(shardId))
            .map(FakeStreams.Read::at)
            .toList();
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      pauses.add(Duration.ofNanos(times.get(i) - times.get(i - 1)).toSeconds());
    }
    return pauses;
  }

  private void takeDespiteFailures(List<OutboxEntry> taken) throws InterruptedException {
    try {
      reader.take(PATIENCE, taken::addAll);
    } catch (StorageUnavailable | IllegalStateException tryAgain) {
      // as the relay's loop does
    }
  }

  private String lastNumberIn(String shardId) {
    return table.streams.recordsOf(shardId).getLast().dynamodb().sequenceNumber();
  }

  private static void takeNothing(DynamoDbOutboxStream reader) {
    try {
      reader.take(ROUND, entries -> fail(entries));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("The bus is down");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<OutboxEntry> takeUnchecked(DynamoDbOutboxStream reader) {
    try {
      return take(reader);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void firstOnly(List<OutboxEntry> batch, List<OutboxEntry> taken) {
    if (!taken.isEmpty()) {
      fail(batch);
    }
    taken.addAll(batch);
  }

  private static void fail(List<OutboxEntry> entries) {
    throw new IllegalStateException("The bus is down");
  }
}
