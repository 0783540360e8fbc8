package io.fleetfix.outbox.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the fast path has got, as the receipts show it: shared by all instances. It is a rough
 * measure, at times seconds behind, and a crash may lose the last of it. Both methods may throw
 * {@link StorageUnavailable}.
 */
public interface Receipts {
  /** Takes in what an instance has received; the later of each time stands. */
  void recordReceipt(Arrivals arrivals);

  Arrivals latest();

  /**
   * What has arrived.
   *
   * @param newest when the newest event occurred that came by the fast path
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

    /** The later of each time. */
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
