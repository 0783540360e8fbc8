package io.fleetfix.adapter.sqs;

/** Counts the outcomes of one queue's messages. Must be thread-safe. */
@FunctionalInterface
public interface OutcomeCounter {
  void count(MessageOutcome outcome);
}
