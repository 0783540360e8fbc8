package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints.Checkpoint;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.RecordPage;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What a thread does with a shard: it reads a page, hands its entries over in batches, and writes a
 * checkpoint after each. Thread-safe, if each shard has one thread at a time.
 */
final class ShardWork {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbOutboxStream.class);

  private final OpenShards shards;
  private final FailingShards failing;
  private final Lease lease;
  private final Checkpoints checkpoints;
  private final OutboxItem items;
  private final UnreadableReports unreadableRows;
  private final LongSupplier nanoTime;
  private volatile @Nullable Long checkpointAt;

  ShardWork(
      OpenShards shards,
      FailingShards failing,
      Lease lease,
      Checkpoints checkpoints,
      OutboxItem items,
      UnreadableReports unreadableRows,
      LongSupplier nanoTime) {
    this.shards = shards;
    this.failing = failing;
    this.lease = lease;
    this.checkpoints = checkpoints;
    this.items = items;
    this.unreadableRows = unreadableRows;
    this.nanoTime = nanoTime;
  }

  /** When the last checkpoint was written, in nanoseconds; null if none was. */
  @Nullable Long checkpointAt() {
    return checkpointAt;
  }

  /**
   * Processes one page of a shard, or what is left of the page in hand.
   *
   * @param taker receives the entries, at most {@link DynamoDbOutboxStream#MAX_ENTRIES} at a time
   * @param goOn asked between two batches
   * @return false if it ended early, because the lease is not certain or is lost
   */
  boolean process(ShardReader reader, Consumer<List<OutboxEntry>> taker, BooleanSupplier goOn) {
    // A checkpoint has the fence from before the work: if another instance has worked on the shard
    // in the meantime, that one's checkpoint must stand.
    long fence = lease.fence();
    if (!isOurs(reader) || !(reader.isOpen() || open(reader, fence))) {
      return false;
    }
    do {
      Optional<RecordPage> page = read(reader);
      if (page.isEmpty()) {
        return true;
      }
      // The read may have been slow: another instance may hold the lease by now.
      if (!isOurs(reader)) {
        return false;
      }
      OutboxRecords found = OutboxRecords.in(page.get().records(), items);
      handOver(reader, page.get(), found, taker);
      // No checkpoint for a page without outbox rows: rereading it costs the next reader one read.
      boolean news = !found.isEmpty() || page.get().next() == null;
      if (news && !checkpoint(reader, page.get(), fence)) {
        return false;
      }
      reader.advance(page.get());
    } while (reader.hasPageInHand() && goOn.getAsBoolean());
    return true;
  }

  private boolean isOurs(ShardReader reader) {
    return lease.mayWork() && shards.isCurrent(reader);
  }

  /** False if another holder has written the checkpoint, or the lease's row was lost. */
  private boolean open(ShardReader reader, long fence) {
    Checkpoint checkpoint = checkpoints.find(reader.shardId());
    if (checkpoint.fence() > fence) {
      lease.found(checkpoint.fence());
      return false;
    }
    reader.open(checkpoint.position());
    return true;
  }

  /** Empty if there is nothing to read at the position. */
  private Optional<RecordPage> read(ShardReader reader) {
    if (reader.ended()) {
      return Optional.empty();
    }
    if (!reader.hasPageInHand()) {
      shards.reading(reader);
    }
    return reader.read(DynamoDbOutboxStream.MAX_ENTRIES);
  }

  private void handOver(
      ShardReader reader, RecordPage page, OutboxRecords found, Consumer<List<OutboxEntry>> taker) {
    Optional<RuntimeException> unreported =
        unreadableRows.report(found.unreadable(), failing.pagesThrough() + lease.fence());
    List<OutboxEntry> entries =
        reader.hasTaken()
            ? OutboxRecords.in(reader.notTaken(page), items).entries()
            : found.entries();
    if (!entries.isEmpty()) {
      taker.accept(entries);
      reader.taken(page);
      failing.wentThrough();
    }
    if (unreported.isPresent()) {
      throw unreported.get();
    }
  }

  /** False if it could not be written, because the lease is not certain or is lost. */
  private boolean checkpoint(ShardReader reader, RecordPage page, long fence) {
    if (!isOurs(reader)) {
      return false;
    }
    if (checkpoints.write(reader.shardId(), reader.after(page), lastTime(page), fence)) {
      checkpointAt = nanoTime.getAsLong();
      return true;
    }
    long found = checkpoints.find(reader.shardId()).fence();
    lease.found(found);
    LOG.atWarn()
        .addKeyValue("shardId", reader.shardId())
        .addKeyValue("fence", fence)
        .addKeyValue("foundFence", found)
        .log("Checkpoint refused: a holder of the lease with a higher fence has written one");
    return false;
  }

  private static Optional<Instant> lastTime(RecordPage page) {
    List<Record> records = page.records();
    return records.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(records.getLast().dynamodb().approximateCreationDateTime());
  }
}
