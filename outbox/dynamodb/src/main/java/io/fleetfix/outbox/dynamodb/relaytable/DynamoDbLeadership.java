package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elects the instance that does one kind of work, such as sweeping the outbox. It saves load on the
 * bus and the table and is not needed for safety: two leaders at once would only send some events
 * twice.
 *
 * <p>Each kind of work needs a leadership of its own, and only that work may renew it: otherwise an
 * instance whose work has stopped would stay the leader.
 */
public final class DynamoDbLeadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbLeadership.class);

  /** The work of {@link io.fleetfix.outbox.delivery.SweepOutbox}. */
  public static final String SWEEPER = "SWEEPER";

  /** The work of {@link io.fleetfix.outbox.delivery.ReconcileOutbox}. */
  public static final String RECONCILER = "RECONCILER";

  private final ReentrantLock lock = new ReentrantLock();
  private final Lease lease;

  DynamoDbLeadership(RelayRows rows, String work, Duration leaseTime, LongSupplier nanoTime) {
    this.lease =
        new Lease(rows, work + "#LEASE", UUID.randomUUID().toString(), leaseTime, nanoTime);
  }

  /**
   * Keeps the lease in the relay's table.
   *
   * @param work names the work, and the lease's row
   * @param leaseTime more than three times the interval between two calls of {@link #isMine}
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public static DynamoDbLeadership of(
      DynamoDbConnection connection,
      OutboxTable table,
      String work,
      Duration leaseTime,
      LongSupplier nanoTime) {
    return new DynamoDbLeadership(
        new SdkRelayRows(connection.tables(), table.relayName()), work, leaseTime, nanoTime);
  }

  /**
   * Whether this instance is the leader now. Call it before each round.
   *
   * @throws StorageUnavailable if the table is unavailable
   */
  public boolean isMine() {
    lock.lock();
    try {
      return lease.keep() && lease.mayWork();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    release();
  }

  /** Lets another instance take over at once. A later {@link #isMine} may get it back. */
  public void release() {
    lock.lock();
    try {
      lease.release();
    } catch (StorageUnavailable e) {
      LOG.atWarn().setCause(e).log("Failed to release the leadership; it will expire");
    } finally {
      lock.unlock();
    }
  }
}
