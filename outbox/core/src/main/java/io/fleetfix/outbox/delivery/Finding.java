package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mismatch between the expected and the actual state.
 *
 * @param aggregateId the aggregate concerned, by its key as stored
 * @param entry the event concerned; if the entry is missing, as it should be; null if the aggregate
 *     itself cannot be read
 */
public record Finding(String aggregateId, @Nullable OutboxEntry entry, Kind kind, Action action) {
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

  static Finding of(OutboxEntry entry, Kind kind, Action action) {
    return new Finding(entry.aggregateId(), entry, kind, action);
  }
}
