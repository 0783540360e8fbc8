package io.fleetfix.localaws.eventbridge;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of the bus, and the queue that it delivers to.
 *
 * @param name unique among the rules
 * @param pattern an EventBridge event pattern, as JSON
 * @param queue the queue's name: letters, digits and hyphens
 * @param maxReceives how often a message is received without a delete before it becomes a dead
 *     letter
 */
public record LocalRule(String name, String pattern, String queue, int maxReceives) {
  private static final int FIELDS = 4;

  /** The rule as command-line arguments. */
  public List<String> arguments() {
    return List.of(name, pattern, queue, Integer.toString(maxReceives));
  }

  /**
   * Reads the arguments of any number of rules.
   *
   * @throws IllegalArgumentException if a rule is incomplete
   */
  static List<LocalRule> ofArguments(List<String> arguments) {
    if (arguments.size() % FIELDS != 0) {
      throw new IllegalArgumentException(
          "Each rule needs a name, a pattern, a queue and a number of receives");
    }
    List<LocalRule> rules = new ArrayList<>();
    for (int from = 0; from < arguments.size(); from += FIELDS) {
      List<String> rule = arguments.subList(from, from + FIELDS);
      rules.add(
          new LocalRule(rule.get(0), rule.get(1), rule.get(2), Integer.parseInt(rule.get(3))));
    }
    return rules;
  }
}
