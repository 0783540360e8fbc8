package io.fleetfix.localaws.eventbridge;

import java.util.List;

/** Receives what the bus delivers. Must be thread-safe. */
@FunctionalInterface
public interface Target {
  /**
   * Receives the events of one call that match a rule. If it throws, all of them are redelivered
   * after a pause.
   *
   * @param rule the name of the rule that matched
   * @param envelopes AWS's JSON, one per event; between one and ten
   */
  void deliver(String rule, List<String> envelopes);
}
