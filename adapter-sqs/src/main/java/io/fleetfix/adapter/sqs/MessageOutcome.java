package io.fleetfix.adapter.sqs;

/** What becomes of a message each time that it is taken. */
public enum MessageOutcome {
  /** Its effect is stored. */
  HANDLED,
  /** Its event is of a type that nobody here reacts to: acknowledged, without any effect. */
  IGNORED,
  /**
   * No event can be read in it. It stays in the queue, whose policy moves it to the dead letters.
   */
  UNREADABLE,
  /**
   * Its reaction failed for a reason of its own. It stays in the queue as an unreadable one does.
   */
  FAILED,
  /**
   * What its reaction needs, such as the store, was down or busy: it is kept in hand and tried
   * again. Counted for every try.
   */
  POSTPONED,
  /** Its effect is stored, but it could not be deleted: it comes again, which does no harm. */
  NOT_DELETED
}
