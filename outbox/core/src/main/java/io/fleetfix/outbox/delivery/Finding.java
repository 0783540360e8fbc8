package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mismatch between what must be there and what is.
 *
 * @param aggregateId the aggregate that it is about, as its key is stored
 * @param entry the event that it is about; of a missing one, as it would be; null if the aggregate
 *     itself cannot be read
 */
public record Finding(String aggregateId, @Nullable OutboxEntry entry, Kind kind, Action action) {
  /**
   * What is wrong.
   *
   * @param name in capital letters, stable: for people and programs alike
   */
  public record Kind(String name) {
    /** The aggregate raised the event, and the outbox has no entry for it. */
    public static final Kind NO_ENTRY = new Kind("NO_ENTRY");

    /** A row that belongs to the aggregate can't be read. */
    public static final Kind UNREADABLE = new Kind("UNREADABLE");

    /** The event came out of the bus, and this effect is missing. */
    public static Kind missing(String effect) {
      return new Kind("NO_" + effect.toUpperCase(Locale.ROOT));
    }
  }

  /** What was done about it. */
  public enum Action {
    /** Nothing: an operator must act. */
    REPORTED,
    /** The entry is in the outbox again, with its old id. */
    WRITTEN_AGAIN,
    /** The event was sent again. */
    SENT_AGAIN,
    /** It was sent again before, and that may still have its effect. */
    WAITING,
    /** The bus did not accept it; a later comparison tries again. */
    NOT_ACCEPTED
  }

  static Finding of(OutboxEntry entry, Kind kind, Action action) {
    return new Finding(entry.aggregateId(), entry, kind, action);
  }
}
