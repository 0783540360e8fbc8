package io.fleetfix.outbox.port;

import io.fleetfix.outbox.paging.Unreadable;
import java.time.Instant;
import java.util.List;

/**
 * The size of the outbox. The counts are exact up to a limit of the adapter, then lower bounds.
 *
 * @param pending number of pending entries
 * @param oldest when the oldest undelivered event occurred, be it pending or quarantined, among
 *     those that were counted
 * @param quarantined number of quarantined entries
 */
public record OutboxSize(long pending, Oldest oldest, long quarantined) {
  /**
   * When the oldest undelivered event occurred. A quarantined event is undelivered: no consumer has
   * received it. An unreadable time is {@link Unknown}, never {@link None}.
   */
  public sealed interface Oldest {
    /** Every event is delivered. */
    record None() implements Oldest {}

    record At(Instant occurredAt) implements Oldest {}

    /**
     * Events are undelivered, but the time of some cannot be read.
     *
     * @param rows these events, at most {@link #MOST_NAMED}
     */
    record Unknown(List<Unreadable> rows) implements Oldest {
      public static final int MOST_NAMED = 100;

      public Unknown {
        rows = List.copyOf(rows);
      }
    }
  }

  public static final OutboxSize EMPTY = new OutboxSize(0, new Oldest.None(), 0);

  /** A size whose oldest time is known. */
  public static OutboxSize of(long pending, Instant oldest, long quarantined) {
    return new OutboxSize(pending, new Oldest.At(oldest), quarantined);
  }
}
