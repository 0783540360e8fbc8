package io.fleetfix.adapter.sqs;

/** Counts what becomes of one queue's messages. May be called by several threads at once. */
@FunctionalInterface
public interface OutcomeCounter {
  void count(MessageOutcome outcome);
}
