package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A lease, stored in one row, on a task that one process at a time may do, such as reading the
 * stream. Clocks of different machines are never compared: the row has a counter and no time, and a
 * contender waits until, by its own clock, the counter has not changed for the lease time. The
 * holder increments the counter every third of the lease time and stops work after two thirds
 * without a renewal, so that the last third absorbs clock drift.
 *
 * <p>Guaranteed: the counter never decreases while the row exists, and each holder's counter is
 * above those of earlier holders, so it fences off late writes of an old holder. If the row is
 * lost, {@link #found} restores this. Not guaranteed: that an old holder stops at once if its
 * process is paused in the middle of its work; the fence covers this case.
 *
 * <p>One thread at a time keeps and releases the lease. Any number may ask {@link #mayWork} and
 * {@link #fence}, and report what they {@link #found}.
 */
public final class Lease {
  /** The lease of the stream's reader. */
  public static final String READER = "RELAY#LEASE";

  private static final String HOLDER = "holder";
  private static final String COUNTER = "counter";

  /** Marks a released lease. The row is not deleted, because then the fence would start over. */
  private static final String NOBODY = "-";

  private final RelayRows rows;
  private final String pk;
  private final String me;
  private final long time;
  private final LongSupplier nanoTime;

  private final AtomicLong found = new AtomicLong();

  private volatile boolean held;
  private volatile long fence;
  private long tried;
  private volatile long renewedAt;

  private boolean looked;
  private long lookedAt;
  private long seenCounter = -1;
  private long seenSince;

  /**
   * Does not acquire the lease yet.
   *
   * @param pk the key of the lease's row, which names the task
   * @param me a name unique among all holders, past and future
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public Lease(RelayRows rows, String pk, String me, Duration time, LongSupplier nanoTime) {
    this.rows = rows;
    this.pk = pk;
    this.me = me;
    this.time = time.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Renews the lease if a renewal is due, or tries to acquire it. Calls the table at most once per
   * third of the lease time, unless the last call failed.
   *
   * @return whether we hold it
   */
  public boolean keep() {
    long now = nanoTime.getAsLong();
    if (!held) {
      return (!looked || now - lookedAt >= time / 3) && acquire(now);
    }
    if (found.get() > fence) {
      tried = Math.max(tried, found.get());
      renew(now);
    } else if (now - renewedAt >= time / 3) {
      renew(now);
    }
    return held;
  }

  /** Whether we may act as the holder, by our own clock. Thread-safe. */
  public boolean mayWork() {
    return held && nanoTime.getAsLong() - renewedAt < time / 3 * 2;
  }

  /** Above the fence of every earlier holder, and below that of every later one. Thread-safe. */
  public long fence() {
    return fence;
  }

  /**
   * Call it when a row has this fence. If it is above ours, the lease's row was lost and its
   * counter started over, or another holder has taken the lease: the next {@link #keep} raises our
   * fence above it, or finds that we do not hold the lease. Thread-safe.
   */
  public void found(long other) {
    found.accumulateAndGet(other, Math::max);
  }

  /** The time in nanoseconds until {@link #keep} has something to do. */
  public long quietNanos() {
    if (held && found.get() > fence) {
      return 0;
    }
    long since = held ? renewedAt : lookedAt;
    return !held && !looked ? 0 : Math.max(0, time / 3 - (nanoTime.getAsLong() - since));
  }

  private void lost() {
    held = false;
    looked = false;
    seenCounter = -1;
  }

  /** Releases the lease, so that the next holder need not wait. */
  public void release() {
    if (held) {
      held = false;
      rows.put(pk, row(NOBODY, tried + 1), new Condition.Equal(HOLDER, AttributeValue.fromS(me)));
    }
  }

  private boolean acquire(long now) {
    Map<String, AttributeValue> row = rows.get(pk);
    looked = true;
    lookedAt = now;
    if (row.isEmpty()) {
      return take(now, 1, new Condition.Absent());
    }
    AttributeValue counter = row.getOrDefault(COUNTER, AttributeValue.fromN("0"));
    long seen = Long.parseLong(counter.n());
    String holder = row.getOrDefault(HOLDER, AttributeValue.fromS(NOBODY)).s();
    if (seen != seenCounter) {
      seenCounter = seen;
      seenSince = nanoTime.getAsLong();
    }
    // The row has our own name if the answer to an earlier attempt was lost.
    boolean free = holder.equals(NOBODY) || holder.equals(me);
    return (free || now - seenSince >= time)
        && take(now, seen + 1, new Condition.Equal(COUNTER, counter));
  }

  private boolean take(long now, long counter, Condition condition) {
    held = rows.put(pk, row(me, counter), condition);
    if (held) {
      fence = counter;
      tried = counter;
      renewedAt = now;
    }
    return held;
  }

  /**
   * Each attempt uses a new number, since an attempt without an answer may have set the counter.
   */
  private void renew(long now) {
    tried++;
    if (rows.put(pk, row(me, tried), new Condition.Equal(HOLDER, AttributeValue.fromS(me)))) {
      fence = tried;
      renewedAt = now;
    } else {
      lost();
    }
  }

  private static Map<String, AttributeValue> row(String holder, long counter) {
    return Map.of(
        HOLDER,
        AttributeValue.fromS(holder),
        COUNTER,
        AttributeValue.fromN(Long.toString(counter)));
  }
}
