package io.fleetfix.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One counter per value. All are registered at the start, so that they report 0 before first use.
 */
final class Counters<T> {
  private final Map<T, Counter> counters = new HashMap<>();

  /**
   * Registers a counter for each value.
   *
   * @param common the name, description and tags that all counters share
   * @param tag the tag that holds the value's name, in lower case
   */
  Counters(
      Collection<T> values,
      Function<T, String> name,
      Counter.Builder common,
      String tag,
      MeterRegistry registry) {
    for (T value : values) {
      counters.put(
          value, common.tag(tag, name.apply(value).toLowerCase(Locale.ROOT)).register(registry));
    }
  }

  /** One counter per constant of an enum. */
  static <E extends Enum<E>> Counters<E> of(
      Class<E> constants, Counter.Builder common, String tag, MeterRegistry registry) {
    return new Counters<>(EnumSet.allOf(constants), Enum::name, common, tag, registry);
  }

  void count(T value) {
    Counter counter = counters.get(value);
    if (counter != null) { // always true: every value has one
      counter.increment();
    }
  }
}
