package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.dynamodb.relaytable.SdkRelayRows;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.RecordPage;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.retry.Pause;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Reads the table's stream, one instance at a time. A batch is part of a page of one shard: up to
 * {@link #MAX_ENTRIES} new outbox rows; other records are not handed over.
 *
 * <p>Guaranteed: each committed entry is handed over at least once while the stream retains it (24
 * hours), across restarts, resharding and several instances; the records of a shard and its
 * children are handed over in order; a checkpoint is written only after the taker returned.
 *
 * <p>A shard that cannot be read or whose taker throws is tried again after a pause, and the others
 * are read in the meantime; the shard and the failure are logged. {@link #take} throws the failure
 * only if no entries were taken. Entries that a taker took are not passed to it again while this
 * instance holds the lease, even if their checkpoint could not be written.
 *
 * <p>Not guaranteed: the order of two entries of one aggregate, because their rows have different
 * keys and may be in different shards; strictly one reader at a time, because a reader that is
 * paused for longer than the lease may hand over the same entries as the next reader.
 *
 * <p>The lease is renewed between batches, and before a batch if a third of the lease time has
 * passed. So the holder keeps it, and several instances are never slower than one, if each taker
 * returns within half of the lease time and {@link #take} is called again within a quarter of it.
 * If a taker is slower, another instance may take over and hands the same entries over again.
 */
public final class DynamoDbOutboxStream implements OutboxStream, AutoCloseable {
  /** Much longer than a GC pause, and short enough for clients that wait for an event. */
  public static final Duration LEASE_TIME = Duration.ofSeconds(20);

  /**
   * Entries per batch: few enough for a slow bus to take them within half of the lease time. It is
   * what {@code EventBridgeBus} sends at once.
   */
  public static final int MAX_ENTRIES = 40;

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbOutboxStream.class);

  /** The longest time that a close, or a jump of the clock, waits for a pausing reader. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ReentrantLock turn = new ReentrantLock();
  private final Lease lease;
  private final Checkpoints checkpoints;
  private final OpenShards shards;
  private final OutboxItem items;
  private final UnreadableReports unreadableRows;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private volatile boolean closed;
  private volatile @Nullable Long checkpointAt;

  DynamoDbOutboxStream(
      StreamsApi streams,
      RelayRows rows,
      Lease lease,
      OutboxItem items,
      UnreadableRows unreadableRows,
      LongSupplier nanoTime,
      Pause pause) {
    this.lease = lease;
    this.items = items;
    this.checkpoints = new Checkpoints(rows);
    this.shards = new OpenShards(streams, checkpoints, lease, nanoTime);
    this.unreadableRows = new UnreadableReports(unreadableRows);
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Reads the stream of this table.
   *
   * @param streamArn the ARN of the table's latest stream, as returned by {@link TableCheck}
   * @param leaseTime how long the next reader waits after the holder dies; {@link #LEASE_TIME}
   *     except in tests
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public static DynamoDbOutboxStream of(
      DynamoDbConnection connection,
      OutboxTable table,
      OutboxFormat format,
      String streamArn,
      UnreadableRows unreadableRows,
      Duration leaseTime,
      LongSupplier nanoTime) {
    RelayRows rows = new SdkRelayRows(connection.tables(), table.relayName());
    String holder = UUID.randomUUID().toString();
    return new DynamoDbOutboxStream(
        new SdkStreams(connection.streams(), streamArn),
        rows,
        new Lease(rows, Lease.READER, holder, leaseTime, nanoTime),
        new OutboxItem(format),
        unreadableRows,
        nanoTime,
        Pause.PARKING);
  }

  @Override
  public int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException {
    long start = nanoTime.getAsLong();
    turn.lockInterruptibly();
    try {
      while (!closed) {
        int taken = takeWhatIsThere(taker, () -> nanoTime.getAsLong() - start >= timeout.toNanos());
        long left = timeout.toNanos() - (nanoTime.getAsLong() - start);
        if (taken > 0 || left <= 0) {
          return taken;
        }
        pause.nanos(Math.min(left, quietNanos()));
      }
      return 0;
    } finally {
      turn.unlock();
    }
  }

  /** Whether this instance reads the stream now. Thread-safe. */
  public boolean isReading() {
    return lease.mayWork();
  }

  /**
   * The shards, by id, that this instance could not read or process when it last tried, and tries
   * again after a pause. Thread-safe.
   */
  public Set<String> failingShards() {
    return shards.failing().names();
  }

  /** The time since this instance last wrote a checkpoint; empty if it never has. Thread-safe. */
  public Optional<Duration> sinceCheckpoint() {
    return Optional.ofNullable(checkpointAt)
        .map(written -> Duration.ofNanos(nanoTime.getAsLong() - written));
  }

  /**
   * Waits for the batch in progress, then releases the lease, so that another instance need not
   * wait for it. No entries are handed over after that.
   */
  @Override
  public void close() {
    closed = true;
    turn.lock();
    try {
      shards.forget();
      lease.release();
    } catch (StorageUnavailable e) {
      LOG.atWarn().setCause(e).log("Failed to release the lease; it will expire");
    } finally {
      turn.unlock();
    }
  }

  /**
   * Reads each shard that is due, until one had entries, or one failed and the time is up.
   *
   * @throws RuntimeException the first failure, if no entries were taken
   */
  private int takeWhatIsThere(Consumer<List<OutboxEntry>> taker, BooleanSupplier isTimeUp) {
    if (!shards.keepLease()) {
      return 0;
    }
    @Nullable RuntimeException failed = shards.refresh(isTimeUp).orElse(null);
    for (ShardReader reader : shards.due()) {
      try {
        int taken = takeFrom(reader, taker);
        if (taken > 0) {
          return taken;
        }
      } catch (RuntimeException failure) {
        shards.failed(reader, failure);
        failed = failed == null ? failure : failed;
      }
      if (!shards.keepLease() || (failed != null && isTimeUp.getAsBoolean())) {
        break;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return 0;
  }

  private int takeFrom(ShardReader reader, Consumer<List<OutboxEntry>> taker) {
    boolean fromTheService = !reader.hasPageInHand();
    if (fromTheService) {
      shards.reading(reader);
    }
    Optional<RecordPage> page = reader.read(MAX_ENTRIES);
    if (page.isEmpty()) {
      shards.passOn(reader);
      return 0;
    }
    List<Record> records = page.get().records();
    if (fromTheService && !records.isEmpty()) {
      shards.gaveRecords(reader);
    }
    OutboxRecords found = OutboxRecords.in(records, items);
    // The read may have been slow: another instance may hold the lease by now, and the taker needs
    // most of its time.
    if (!shards.keepLease() || !lease.mayWork()) {
      return 0;
    }
    Optional<RuntimeException> unreported =
        unreadableRows.report(found.unreadable(), shards.failing().pagesThrough() + lease.fence());
    List<OutboxEntry> entries = OutboxRecords.in(reader.notTaken(page.get()), items).entries();
    if (!entries.isEmpty()) {
      taker.accept(entries);
      reader.taken(page.get());
      shards.failing().wentThrough();
    }
    if (unreported.isPresent()) {
      throw unreported.get();
    }
    // Skip the checkpoint for a page without outbox rows: rereading it costs the next reader one
    // read.
    boolean news = !found.isEmpty() || page.get().next() == null;
    if (news && !checkpoint(reader, page.get())) {
      return 0;
    }
    reader.advance(page.get());
    shards.passOn(reader);
    return entries.size();
  }

  private boolean checkpoint(ShardReader reader, RecordPage page) {
    if (!shards.keepLease()) {
      return false;
    }
    Optional<Instant> recordedAt =
        page.records().isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(
                page.records().getLast().dynamodb().approximateCreationDateTime());
    if (checkpoints.write(reader.shardId(), reader.after(page), recordedAt, lease.fence())) {
      checkpointAt = nanoTime.getAsLong();
      return true;
    }
    long fence = lease.fence();
    lease.lost();
    shards.forget();
    LOG.atWarn()
        .addKeyValue("shardId", reader.shardId())
        .addKeyValue("fence", fence)
        .addKeyValue("foundFence", checkpoints.find(reader.shardId()).fence())
        .log("Checkpoint refused: a holder of the lease with a higher fence has written one");
    return false;
  }

  private long quietNanos() {
    long quiet = Math.min(lease.quietNanos(), LONGEST_PAUSE.toNanos());
    return lease.mayWork() ? Math.min(quiet, shards.quietNanos()) : quiet;
  }
}
