package io.fleetfix.outbox.event;

/**
 * What an aggregate answers to a command. All three are expected; none is an error.
 *
 * @param <R> the reasons for which this kind of aggregate refuses
 */
public sealed interface Decision<A extends Aggregate, R> {
  /** To be committed; until then nothing has happened. */
  record Accepted<A extends Aggregate, R>(Change<A> change) implements Decision<A, R> {}

  /** The command had its effect before: nothing to commit, and the same answer as then. */
  record AlreadyDone<A extends Aggregate, R>(A state) implements Decision<A, R> {}

  record Refused<A extends Aggregate, R>(R reason) implements Decision<A, R> {}
}
