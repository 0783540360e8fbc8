package io.fleetfix.localaws.eventbridge;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of the bus, and the queue that it delivers into.
 *
 * @param name no other rule has it
 * @param pattern which events it hears: JSON, as EventBridge has it
 * @param queue the queue's name: letters, digits, hyphens
 * @param maxReceives how often the queue gives out a message without a delete before it moves it to
 *     its dead letters
 */
public record LocalRule(String name, String pattern, String queue, int maxReceives) {
  private static final int FIELDS = 4;

  /** As a process is told. */
  public List<String> arguments() {
    return List.of(name, pattern, queue, Integer.toString(maxReceives));
  }

  /**
   * Reads the arguments of any number of rules.
   *
   * @throws IllegalArgumentException if there are some too few
   */
  static List<LocalRule> ofArguments(List<String> arguments) {
    if (arguments.size() % FIELDS != 0) {
      throw new IllegalArgumentException("Each rule has a name, a pattern, a queue and a number");
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
