package io.fleetfix.application.outbox;

import io.fleetfix.application.port.OutboxEntry;

/**
 * Something that does not add up.
 *
 * @param entry the event that it is about; of a missing one, as it would be
 */
public record Finding(OutboxEntry entry, Kind kind, Action action) {
  /** What is wrong. */
  public enum Kind {
    /** The repair is closed, or the invoice issued, and the outbox has no entry for it. */
    NO_ENTRY,
    /** The event came out of the bus, and there is no invoice. */
    NO_INVOICE,
    /** The event came out of the bus, and there is no notice. */
    NO_NOTICE,
    /** A row that belongs to the repair can't be read. */
    UNREADABLE
  }

  /** What was done about it. */
  public enum Action {
    /** Nothing: it needs a hand. */
    REPORTED,
    /** The entry is in the outbox again, with its old id. */
    WRITTEN_AGAIN,
    /** The event was sent again. */
    SENT_AGAIN,
    /** It was sent again before, and that may still have its effect. */
    WAITING,
    /** The bus did not take it; the next comparison tries again. */
    NOT_ACCEPTED
  }
}
