package io.fleetfix.adapter.sqs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts each outcome. */
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
