package io.fleetfix.adapter.sqs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how often each thing became of a message. */
final class Counted implements Tally {
  private final Map<Fate, Integer> counts = new ConcurrentHashMap<>();

  @Override
  public void count(Fate fate) {
    counts.merge(fate, 1, Integer::sum);
  }

  int of(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }
}
