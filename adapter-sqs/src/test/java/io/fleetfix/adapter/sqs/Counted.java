package io.fleetfix.adapter.sqs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how often each thing became of a message. */
final class Counted implements OutcomeCounter {
  private final Map<MessageOutcome, Integer> counts = new ConcurrentHashMap<>();

  @Override
  public void count(MessageOutcome outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }

  int of(MessageOutcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }
}
