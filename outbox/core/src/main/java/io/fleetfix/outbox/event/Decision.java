package io.fleetfix.outbox.event;

import java.util.List;

/**
 * An aggregate's response to a command. All three are expected outcomes, not errors.
 *
 * @param <R> the reasons why this kind of aggregate refuses commands
 */
public sealed interface Decision<A extends Aggregate, R> {
  /**
   * The change is still to be committed; until then nothing has happened.
   *
   * @param others changes of other aggregates that must be committed together with it
   */
  record Accepted<A extends Aggregate, R>(Change<A> change, List<Change<?>> others)
      implements Decision<A, R> {
    public Accepted {
      others = List.copyOf(others);
    }

    /** A change that concerns no other aggregate. */
    public Accepted(Change<A> change) {
      this(change, List.of());
    }
  }

  /**
   * The command already took effect: there is nothing to commit, and the caller gets the same
   * answer as before.
   */
  record AlreadyDone<A extends Aggregate, R>(A state) implements Decision<A, R> {}

  record Refused<A extends Aggregate, R>(R reason) implements Decision<A, R> {}
}
