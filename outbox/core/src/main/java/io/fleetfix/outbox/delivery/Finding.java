package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mismatch between the expected and the actual state.
 *
 * @param aggregateId the aggregate concerned, by its key as stored
 * @param entry the event concerned; if the entry is missing, as it should be; null if the aggregate
 *     itself cannot be read
 * @param row the row that cannot be read; null if the mismatch is another, or the row is unknown
 */
public record Finding(
    String aggregateId,
    @Nullable OutboxEntry entry,
    Kind kind,
    Action action,
    @Nullable Unreadable row) {
  /** A mismatch between readable rows. */
  public Finding(String aggregateId, @Nullable OutboxEntry entry, Kind kind, Action action) {
    this(aggregateId, entry, kind, action, null);
  }

  /**
   * The kind of mismatch.
   *
   * @param name a stable name in capital letters, for people and programs
   */
  public record Kind(String name) {
    /** The aggregate raised the event, but the outbox has no entry for it. */
    public static final Kind NO_ENTRY = new Kind("NO_ENTRY");

    /** A row that belongs to the aggregate can't be read. */
    public static final Kind UNREADABLE = new Kind("UNREADABLE");

    /** The event was delivered, but this effect is missing. */
    public static Kind missing(String effect) {
      return new Kind("NO_" + effect.toUpperCase(Locale.ROOT));
    }

    /** The event was delivered, but this effect was refused for good. */
    public static Kind refused(String effect) {
      return new Kind(effect.toUpperCase(Locale.ROOT) + "_REFUSED");
    }
  }

  /** The action that was taken. */
  public enum Action {
    /** The mismatch was only reported: an operator must act. */
    REPORTED,
    /** The entry was written to the outbox again, under its original id. */
    WRITTEN_AGAIN,
    /** The event was resent. */
    SENT_AGAIN,
    /** The event was resent earlier, and that resend may still take effect. */
    WAITING,
    /** The bus did not accept the event; a later run tries again. */
    NOT_ACCEPTED
  }

  /** An aggregate that cannot be read. */
  static Finding unreadable(Unreadable aggregate) {
    return new Finding(aggregate.key(), null, Kind.UNREADABLE, Action.REPORTED, aggregate);
  }

  /** A row that belongs to this event and cannot be read. */
  static Finding unreadable(OutboxEntry entry, @Nullable Unreadable row) {
    return new Finding(entry.aggregateId(), entry, Kind.UNREADABLE, Action.REPORTED, row);
  }

  static Finding of(OutboxEntry entry, Kind kind, Action action) {
    return new Finding(entry.aggregateId(), entry, kind, action);
  }
}
