package io.fleetfix.outbox.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of the fast path as shown by receipts, shared by all instances. It is approximate:
 * it may lag by seconds, and a crash may lose the latest update. Both methods may throw {@link
 * StorageUnavailable}.
 */
public interface Receipts {
  /** Adds a receipt. If this fails, the receipt is added with the next one. */
  void recordReceipt(Receipt receipt);

  Progress latest();

  /**
   * A receipt of an event.
   *
   * @param occurredAt when the event occurred, if the fast path delivered it; null if a resend may
   *     have
   * @param at when the receipt arrived
   */
  record Receipt(@Nullable Instant occurredAt, Instant at) {
    public static Receipt byFastPath(Instant occurredAt, Instant at) {
      return new Receipt(occurredAt, at);
    }

    public static Receipt otherwise(Instant at) {
      return new Receipt(null, at);
    }
  }

  /**
   * What the receipts so far have shown. The times come from the clocks of other instances: compare
   * only {@code fast} with its earlier value to find out whether the fast path works.
   *
   * @param fast number of receipts of the fast path
   * @param reached when the event occurred that the fast path delivered last
   * @param lastAt when the last receipt of any kind arrived, for display
   */
  record Progress(long fast, @Nullable Instant reached, @Nullable Instant lastAt) {
    public static final Progress NONE = new Progress(0, null, null);

    public Progress with(Receipt receipt) {
      return receipt.occurredAt() == null
          ? new Progress(fast, reached, receipt.at())
          : new Progress(fast + 1, receipt.occurredAt(), receipt.at());
    }
  }
}
