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
 * Elects the instance that sweeps and reconciles the outbox. It saves load on the bus and the table
 * and is not needed for safety: two leaders at once would only send some events twice.
 */
public final class DynamoDbLeadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbLeadership.class);

  private static final String SWEEPER = "SWEEPER#LEASE";

  private final ReentrantLock lock = new ReentrantLock();
  private final Lease lease;

  DynamoDbLeadership(RelayRows rows, Duration leaseTime, LongSupplier nanoTime) {
    this.lease = new Lease(rows, SWEEPER, UUID.randomUUID().toString(), leaseTime, nanoTime);
  }

  /**
   * Keeps the lease in the relay's table.
   *
   * @param leaseTime more than three times the interval between two calls of {@link #isMine}
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public static DynamoDbLeadership of(
      DynamoDbConnection connection, OutboxTable table, Duration leaseTime, LongSupplier nanoTime) {
    return new DynamoDbLeadership(
        new SdkRelayRows(connection.tables(), table.relayName()), leaseTime, nanoTime);
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

  /** Releases the leadership, so that another instance can take over at once. */
  @Override
  public void close() {
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
