package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Aggregate;

/**
 * How a command on one aggregate ended.
 *
 * @param <R> the reasons for which this kind of aggregate refuses
 */
public sealed interface Outcome<A extends Aggregate, R> {
  /** The command's effect is stored, by this call or by an earlier one. */
  record Done<A extends Aggregate, R>(A state) implements Outcome<A, R> {}

  /** There is no such aggregate. */
  record NotFound<A extends Aggregate, R>() implements Outcome<A, R> {}

  /** The command's key belongs to another request of the last day: nothing was done. */
  record KeyReused<A extends Aggregate, R>() implements Outcome<A, R> {}

  /** The aggregate is not in the version that the command was meant for: nothing was done. */
  record OtherVersion<A extends Aggregate, R>() implements Outcome<A, R> {}

  record Refused<A extends Aggregate, R>(R reason) implements Outcome<A, R> {}
}
