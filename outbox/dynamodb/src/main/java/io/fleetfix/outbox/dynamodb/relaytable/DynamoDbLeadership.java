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
 * Which of several instances looks after the outbox: sweeps and reconciles. It is a courtesy to bus
 * and table, no safeguard: two at once would only send some events twice.
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
   * Asks for nothing yet.
   *
   * @param leaseTime more than three times as long as the time between two calls
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public static DynamoDbLeadership of(
      DynamoDbConnection connection, OutboxTable table, Duration leaseTime, LongSupplier nanoTime) {
    return new DynamoDbLeadership(
        new SdkRelayRows(connection.tables(), table.relayName()), leaseTime, nanoTime);
  }

  /**
   * Whether this instance is the one now. To be asked before each round.
   *
   * @throws StorageUnavailable if the table can't be asked
   */
  public boolean isMine() {
    lock.lock();
    try {
      return lease.keep() && lease.mayWork();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the next instance have it at once. */
  @Override
  public void close() {
    lock.lock();
    try {
      lease.release();
    } catch (StorageUnavailable e) {
      LOG.atWarn().setCause(e).log("The leadership was not given back; it runs out by itself");
    } finally {
      lock.unlock();
    }
  }
}
