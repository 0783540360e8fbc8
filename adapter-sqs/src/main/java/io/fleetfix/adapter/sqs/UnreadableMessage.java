package io.fleetfix.adapter.sqs;

/** A message that this service's outbox has not sent, or that a later release of it has. */
final class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  UnreadableMessage(String field, String problem) {
    super("A message cannot be read: " + field + " " + problem);
    this.problem = field + " " + problem;
  }

  /** Which field it is and what is wrong with it; never a value out of the message. */
  String problem() {
    return problem;
  }
}
