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
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The table's stream, read by one instance at a time. A batch is one page of one shard, up to 1,000
 * records, of which only new outbox rows are handed over.
 *
 * <p>Guaranteed: each committed entry is handed over at least once while the service remembers it
 * (24 hours), across restarts, resharding and several instances; records of one shard and of its
 * children come in their order; a checkpoint is written only after the taker returned.
 *
 * <p>Not guaranteed: the order of two entries of one aggregate, because each is a row with a key of
 * its own and may lie in another shard; one reader at a time to the letter, because one that stands
 * still in the middle of its work for longer than the lease may hand over what the next one hands
 * over too.
 *
 * <p>{@link #take} must be called again within the lease time, or another instance takes over. A
 * taker may be slower: the stream then asks for the lease again before it writes the checkpoint,
 * and the entries come a second time if somebody else has it.
 */
public final class DynamoDbOutboxStream implements OutboxStream, AutoCloseable {
  /** Long beside a pause of the collector, short beside the patience of who waits for an event. */
  public static final Duration LEASE_TIME = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbOutboxStream.class);

  /** So that closing, and a clock that jumps, need not wait longer for a paused taker. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ReentrantLock turn = new ReentrantLock();
  private final Lease lease;
  private final Checkpoints checkpoints;
  private final OpenShards shards;
  private final OutboxItem items;
  private final UnreadableRows unreadableRows;
  private final LongSupplier nanoTime;
  private final Sleeper pause;
  private volatile boolean closed;
  private volatile @Nullable Long checkpointAt;

  DynamoDbOutboxStream(
      StreamsApi streams,
      RelayRows rows,
      Lease lease,
      OutboxItem items,
      UnreadableRows unreadableRows,
      LongSupplier nanoTime,
      Sleeper pause) {
    this.lease = lease;
    this.items = items;
    this.checkpoints = new Checkpoints(rows);
    this.shards = new OpenShards(streams, checkpoints, nanoTime);
    this.unreadableRows = unreadableRows;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Reads nothing yet.
   *
   * @param streamArn of the table's latest stream, as {@link TableCheck} gives it
   * @param leaseTime how long a holder that is gone keeps the next one waiting, {@link #LEASE_TIME}
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
        Sleeper.parking());
  }

  @Override
  public int take(Duration patience, Consumer<List<OutboxEntry>> taker)
      throws InterruptedException {
    long start = nanoTime.getAsLong();
    turn.lockInterruptibly();
    try {
      while (!closed) {
        int taken = takeWhatIsThere(taker);
        long left = patience.toNanos() - (nanoTime.getAsLong() - start);
        if (taken > 0 || left <= 0) {
          return taken;
        }
        pause.pause(Math.min(left, quietNanos()));
      }
      return 0;
    } finally {
      turn.unlock();
    }
  }

  /** Whether this instance is the one that reads the stream now; for any thread. */
  public boolean isReading() {
    return lease.mayWork();
  }

  /** How long ago this instance last wrote a checkpoint; empty if it never has. For any thread. */
  public Optional<Duration> sinceCheckpoint() {
    return Optional.ofNullable(checkpointAt)
        .map(written -> Duration.ofNanos(nanoTime.getAsLong() - written));
  }

  /**
   * Gives the lease back, so that another instance need not wait for it; waits for a batch that is
   * being taken. From then on nothing is handed over any more.
   */
  @Override
  public void close() {
    closed = true;
    turn.lock();
    try {
      shards.forget();
      lease.release();
    } catch (StorageUnavailable e) {
      LOG.atWarn().setCause(e).log("The lease was not given back; it runs out by itself");
    } finally {
      turn.unlock();
    }
  }

  private int takeWhatIsThere(Consumer<List<OutboxEntry>> taker) {
    if (!keepLease()) {
      return 0;
    }
    shards.refresh();
    for (ShardReader reader : shards.due()) {
      int taken = takeFrom(reader, taker);
      if (taken > 0 || !keepLease()) {
        return taken;
      }
    }
    return 0;
  }

  private int takeFrom(ShardReader reader, Consumer<List<OutboxEntry>> taker) {
    shards.reading(reader);
    Optional<RecordPage> page = reader.read();
    if (page.isEmpty()) {
      shards.passOn(reader);
      return 0;
    }
    List<Record> records = page.get().records();
    if (!records.isEmpty()) {
      shards.gaveRecords(reader);
    }
    OutboxRecords found = OutboxRecords.in(records, items);
    // Reading may have taken long, and another instance may be at work by now.
    if (!lease.mayWork()) {
      return 0;
    }
    found.unreadable().forEach(row -> unreadableRows.report(row.row(), row.reason()));
    if (!found.entries().isEmpty()) {
      taker.accept(found.entries());
    }
    // A page that was not for us is no news to the next reader, and costs it one read.
    boolean news = !found.isEmpty() || page.get().next() == null;
    if (news && !checkpoint(reader, page.get())) {
      return 0;
    }
    reader.advance(page.get());
    shards.passOn(reader);
    return found.entries().size();
  }

  private boolean checkpoint(ShardReader reader, RecordPage page) {
    if (!keepLease()) {
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
    lease.lost();
    shards.forget();
    return false;
  }

  /** Whoever held it meanwhile has moved the checkpoints: our own positions are worth nothing. */
  private boolean keepLease() {
    boolean held = lease.keep();
    if (!held) {
      shards.forget();
    }
    return held;
  }

  private long quietNanos() {
    long quiet = Math.min(lease.quietNanos(), LONGEST_PAUSE.toNanos());
    return lease.mayWork() ? Math.min(quiet, shards.quietNanos()) : quiet;
  }
}
