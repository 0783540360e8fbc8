package io.fleetfix.outbox.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of the fast path as shown by receipts, shared by all instances. It is approximate:
 * it may lag by seconds, and a crash may lose the latest update. Both methods may throw {@link
 * StorageUnavailable}.
 */
public interface Receipts {
  /** Merges what one instance has received. For each time, the later value is kept. */
  void recordReceipt(Arrivals arrivals);

  Arrivals latest();

  /**
   * The times of the latest receipts.
   *
   * @param newest when the newest event that arrived by the fast path occurred
   * @param fastAt when an event last arrived by the fast path
   * @param at when any receipt last arrived
   */
  record Arrivals(@Nullable Instant newest, @Nullable Instant fastAt, @Nullable Instant at) {
    public static final Arrivals NONE = new Arrivals(null, null, null);

    public static Arrivals byFastPath(Instant occurredAt, Instant at) {
      return new Arrivals(occurredAt, at, at);
    }

    public static Arrivals otherwise(Instant at) {
      return new Arrivals(null, null, at);
    }

    /** Combines both, keeping the later value of each time. */
    public Arrivals and(Arrivals other) {
      return new Arrivals(
          later(newest, other.newest), later(fastAt, other.fastAt), later(at, other.at));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isAfter(other) ? one : other;
    }
  }
}
