package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Aggregate;

/**
 * The outcome of a command on one aggregate.
 *
 * @param <R> the reasons why this kind of aggregate refuses commands
 */
public sealed interface Outcome<A extends Aggregate, R> {
  /** The command's effect is stored, by this call or by an earlier one. */
  record Done<A extends Aggregate, R>(A state) implements Outcome<A, R> {}

  /** The aggregate does not exist. */
  record NotFound<A extends Aggregate, R>() implements Outcome<A, R> {}

  /** A different request used the same key in the last 24 hours; nothing was changed. */
  record KeyReused<A extends Aggregate, R>() implements Outcome<A, R> {}

  /** The aggregate is not in the version that the command requires; nothing was changed. */
  record OtherVersion<A extends Aggregate, R>() implements Outcome<A, R> {}

  record Refused<A extends Aggregate, R>(R reason) implements Outcome<A, R> {}
}
