package io.fleetfix.adapter.sqs;

/** The outcome of one receive of a message. */
public enum MessageOutcome {
  /** Its effect is stored. */
  HANDLED,
  /** No reaction is bound to its event's type: acknowledged without effect. */
  IGNORED,
  /**
   * Its body is not a readable event. It rests in the queue and is received again, until the
   * redrive policy moves it to the dead-letter queue.
   */
  UNREADABLE,
  /**
   * Its reaction failed permanently, or failed while other messages succeeded, or failed often and
   * made room for others. It rests in the queue like an unreadable one.
   */
  FAILED,
  /**
   * A dependency of its reaction, such as the store, was down or busy, and no other message
   * succeeded: it stays held and is retried. Or its reaction asked for a pause: it rests for that
   * time. Counted per attempt.
   */
  POSTPONED,
  /** Its effect is stored, but it could not be deleted: it is redelivered, which is harmless. */
  NOT_DELETED
}
