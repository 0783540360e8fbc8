package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.dynamodb.relaytable.SdkRelayRows;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the table's stream, one instance at a time, and up to {@link #AT_ONCE} of its shards
 * concurrently. A batch is part of a page of one shard: up to {@link #MAX_ENTRIES} new outbox rows;
 * other records are not handed over. Each shard is read five times per second.
 *
 * <p>Guaranteed: each committed entry is handed over at least once while the stream retains it (24
 * hours), across restarts, resharding and several instances; the records of a shard and its
 * children are handed over in order, by one thread at a time; a checkpoint is written only after
 * the taker returned.
 *
 * <p>A shard that is slow, cannot be read or whose taker throws delays no other. It is tried again
 * after a pause; the shard and the failure are logged. {@link #take} throws the failure only if no
 * entries were taken and no other shard works. Entries that a taker took are not passed to it again
 * while this instance holds the lease, even if their checkpoint could not be written.
 *
 * <p>Not guaranteed: the order of two entries of one aggregate, because their rows have different
 * keys and may be in different shards; strictly one reader at a time, because a reader that is
 * paused for longer than the lease may hand over the same entries as the next reader. More than
 * {@link #AT_ONCE} shards that hang at a time delay the others.
 *
 * <p>The lease is renewed by {@link #take}, also while takers are at work. So the holder keeps it,
 * and several instances are never slower than one, if {@link #take} is called again within a
 * quarter of the lease time.
 */
public final class DynamoDbOutboxStream implements OutboxStream, AutoCloseable {
  /** Much longer than a GC pause, and short enough for clients that wait for an event. */
  public static final Duration LEASE_TIME = Duration.ofSeconds(20);

  /**
   * Entries per batch: few enough for a slow bus to take them within half of the lease time. It is
   * what {@code EventBridgeBus} sends at once.
   */
  public static final int MAX_ENTRIES = 40;

  /**
   * How many shards are read, published and checkpointed concurrently. A round over 500 shards that
   * all have events takes half a second, at 10 ms a call. Each has a page of at most 1 MB in hand.
   * A client has twice as many connections.
   */
  public static final int AT_ONCE = 32;

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbOutboxStream.class);

  /** For jumps of the clock. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** What becomes due within it is begun together. */
  private static final Duration TICK = Duration.ofMillis(5);

  private final ReentrantLock turn = new ReentrantLock();
  private final Lease lease;
  private final FailingShards failing;
  private final OpenShards shards;
  private final ShardList list;
  private final ShardWork work;
  private final LongSupplier nanoTime;
  private final ReaderThreads threads;
  private final JobLine line;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean closed;
  private long nextLook;

  DynamoDbOutboxStream(
      StreamsApi streams,
      RelayRows rows,
      Lease lease,
      OutboxItem items,
      UnreadableRows unreadableRows,
      LongSupplier nanoTime,
      ReaderThreads threads) {
    Checkpoints checkpoints = new Checkpoints(rows);
    this.lease = lease;
    this.failing = new FailingShards(nanoTime);
    this.shards = new OpenShards(streams, failing, nanoTime);
    this.list =
        new ShardList(streams, shards, new GoneShards(streams, checkpoints), failing, nanoTime);
    this.work =
        new ShardWork(
            shards,
            failing,
            lease,
            checkpoints,
            items,
            new UnreadableReports(unreadableRows),
            nanoTime);
    this.nanoTime = nanoTime;
    this.threads = threads;
    this.line = new JobLine(threads, AT_ONCE);
    this.nextLook = nanoTime.getAsLong();
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
        new VirtualReaderThreads());
  }

  /** Batches begin only while this runs; those in progress when it returns go on. */
  @Override
  public int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException {
    long start = nanoTime.getAsLong();
    turn.lockInterruptibly();
    try {
      line.open();
      while (!closed) {
        long quiet = beginWhatIsDue(taker);
        int now = taken.getAndSet(0);
        @Nullable RuntimeException failed = failure.getAndSet(null);
        long left = timeout.toNanos() - (nanoTime.getAsLong() - start);
        if (now > 0) {
          return now;
        }
        if (failed != null && shards.nothingWorks()) {
          throw failed;
        }
        if (left <= 0) {
          return 0;
        }
        threads.pause(Math.min(left, quiet));
      }
      return 0;
    } finally {
      line.shut();
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
    return failing.names();
  }

  /** The time since this instance last wrote a checkpoint; empty if it never has. Thread-safe. */
  public Optional<Duration> sinceCheckpoint() {
    return Optional.ofNullable(work.checkpointAt())
        .map(written -> Duration.ofNanos(nanoTime.getAsLong() - written));
  }

  /**
   * Waits for the batches in progress, then releases the lease, so that another instance need not
   * wait for it. No entries are handed over after that.
   */
  @Override
  public void close() {
    closed = true;
    threads.wake();
    turn.lock();
    try {
      threads.close();
      shards.forget();
      lease.release();
    } catch (StorageUnavailable e) {
      LOG.atWarn().setCause(e).log("Failed to release the lease; it will expire");
    } finally {
      turn.unlock();
    }
  }

  /**
   * Gives the threads what is due.
   *
   * @return the time in nanoseconds until there is more, unless a thread is done before
   */
  private long beginWhatIsDue(Consumer<List<OutboxEntry>> taker) {
    long now = nanoTime.getAsLong();
    if (nextLook - now > 0) {
      return nextLook - now;
    }
    nextLook = now + TICK.toNanos();
    if (!lease.keep()) {
      // Another holder may move the checkpoints, so without the lease our positions are void.
      shards.forget();
      list.again();
      line.run(); // lets go of what waits in line
      return quiet(lease.quietNanos());
    }
    if (list.quietNanos() == 0) {
      list.begin();
      line.add(this::findShards);
    }
    OpenShards.Due due = shards.begin();
    due.due().forEach(reader -> line.add(() -> read(reader, taker)));
    line.run();
    return quiet(Math.min(lease.quietNanos(), Math.min(due.quietNanos(), list.quietNanos())));
  }

  private static long quiet(long nanos) {
    return Math.clamp(nanos, TICK.toNanos(), LONGEST_PAUSE.toNanos());
  }

  private void read(ShardReader reader, Consumer<List<OutboxEntry>> taker) {
    try {
      boolean processed = work.process(reader, entries -> handOver(entries, taker), line::isOpen);
      if (processed) {
        shards.passOn(reader);
      } else {
        shards.leave(reader);
      }
    } catch (RuntimeException failed) {
      shards.failed(reader, failed);
      failure.compareAndSet(null, failed);
    } catch (Error broken) { // must be reported here, or the shard counts as being read for ever
      shards.failed(reader, new IllegalStateException("Reading the shard broke", broken));
      throw broken;
    }
  }

  private void handOver(List<OutboxEntry> entries, Consumer<List<OutboxEntry>> taker) {
    taker.accept(entries);
    taken.addAndGet(entries.size());
  }

  private void findShards() {
    try {
      list.find(() -> line.isOpen() && lease.mayWork());
    } catch (RuntimeException failed) {
      failure.compareAndSet(null, failed);
    }
  }
}
