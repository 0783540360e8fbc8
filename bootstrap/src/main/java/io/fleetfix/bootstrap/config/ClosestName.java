package io.fleetfix.bootstrap.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the setting that a misspelt name probably means. */
final class ClosestName {
  /** Below this similarity, a suggestion would mislead. */
  private static final double THRESHOLD = 0.4;

  private ClosestName() {}

  static Optional<String> to(String name) {
    return Settings.ALL.stream()
        .map(Setting::name)
        .filter(known -> known.startsWith(WorkshopConfig.PREFIX))
        .filter(known -> similarity(name, known) >= THRESHOLD)
        .max(Comparator.comparingDouble(known -> similarity(name, known)));
  }

  /** Dice's coefficient over pairs of letters: 0 for none in common, 1 for all. */
  private static double similarity(String name, String known) {
    Set<String> pairs = pairs(name);
    Set<String> knownPairs = pairs(known);
    int size = pairs.size() + knownPairs.size();
    pairs.retainAll(knownPairs);
    return size == 0 ? 0 : 2.0 * pairs.size() / size;
  }

  private static Set<String> pairs(String name) {
    String text = name.substring(WorkshopConfig.PREFIX.length());
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }
}
