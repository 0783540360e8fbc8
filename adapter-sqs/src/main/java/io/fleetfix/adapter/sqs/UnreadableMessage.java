package io.fleetfix.adapter.sqs;

/**
 * A message that this release cannot read: not sent by this service's outbox, or sent by a later
 * release.
 */
final class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  UnreadableMessage(String field, String problem) {
    super("Unreadable message: " + field + " " + problem);
    this.problem = field + " " + problem;
  }

  /** The field and what is wrong with it; never a value from the message. */
  String problem() {
    return problem;
  }
}
