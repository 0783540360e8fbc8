package io.fleetfix.outbox.event;

/**
 * An aggregate's response to a command. All three are expected outcomes, not errors.
 *
 * @param <R> the reasons why this kind of aggregate refuses commands
 */
public sealed interface Decision<A extends Aggregate, R> {
  /** The change is still to be committed; until then nothing has happened. */
  record Accepted<A extends Aggregate, R>(Change<A> change) implements Decision<A, R> {}

  /**
   * The command already took effect: there is nothing to commit, and the caller gets the same
   * answer as before.
   */
  record AlreadyDone<A extends Aggregate, R>(A state) implements Decision<A, R> {}

  record Refused<A extends Aggregate, R>(R reason) implements Decision<A, R> {}
}
