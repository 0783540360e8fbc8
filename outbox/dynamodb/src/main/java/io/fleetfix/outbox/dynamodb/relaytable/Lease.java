package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One row that says who may do something, such as read the stream. No two machines' clocks are
 * compared: the row carries a counter and no time, and whoever wants the lease watches on its own
 * clock until the counter has stood still for the lease time. The holder moves it every third and
 * works only until two thirds, so that the last third is room for clocks that run differently.
 *
 * <p>Guaranteed: the counter never falls and each holder's is above those before it, so it fences
 * what an old holder writes late. Not guaranteed: that an old holder stops at once if its process
 * stands still in the middle of its work; that is what the fence is for. For one thread, but for
 * {@link #mayWork}.
 */
public final class Lease {
  /** Of the one who reads the stream. */
  public static final String READER = "RELAY#LEASE";

  private static final String HOLDER = "holder";
  private static final String COUNTER = "counter";

  /** A row that was given back keeps its counter: no deleting, or the fence would start over. */
  private static final String NOBODY = "-";

  private final RelayRows rows;
  private final String pk;
  private final String me;
  private final long time;
  private final LongSupplier nanoTime;

  private volatile boolean held;
  private long fence;
  private long tried;
  private volatile long renewedAt;

  private boolean looked;
  private long lookedAt;
  private long seenCounter = -1;
  private long seenSince;

  /**
   * Doesn't ask for the lease yet.
   *
   * @param pk what the lease is for; its row's key
   * @param me unique among all processes and instances there ever are
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
   * Renews the lease if that is due, or looks whether it can be had. Asks the table at most once in
   * a third of the lease time, unless the last time failed.
   *
   * @return whether we hold it
   */
  public boolean keep() {
    long now = nanoTime.getAsLong();
    if (!held) {
      return (!looked || now - lookedAt >= time / 3) && acquire(now);
    }
    if (now - renewedAt >= time / 3) {
      renew(now);
    }
    return held;
  }

  /** Whether we may act as the holder, by our own clock. Any thread may ask. */
  public boolean mayWork() {
    return held && nanoTime.getAsLong() - renewedAt < time / 3 * 2;
  }

  /** Above that of every holder before us, and below that of every one after us. */
  public long fence() {
    return fence;
  }

  /** How long {@link #keep} has nothing to do, in nanoseconds. */
  public long quietNanos() {
    long since = held ? renewedAt : lookedAt;
    return !held && !looked ? 0 : Math.max(0, time / 3 - (nanoTime.getAsLong() - since));
  }

  /** Somebody else was seen to hold it. */
  public void lost() {
    held = false;
    looked = false;
    seenCounter = -1;
  }

  /** Gives it back, so that the next holder need not wait. */
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
    // Our own name stands there when the answer to an earlier attempt was lost.
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

  /** A new number for each attempt: one whose answer was lost may have moved the counter. */
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
