package io.fleetfix.localaws.eventbridge;

import java.util.List;

/** Where the bus delivers to. Used by several threads. */
@FunctionalInterface
public interface Target {
  /**
   * Takes what one call brought for one rule. If it throws, all of it comes again a little later.
   *
   * @param rule the name of the rule that matched
   * @param envelopes AWS's JSON, one for each event; at least one, at most ten
   */
  void deliver(String rule, List<String> envelopes);
}
