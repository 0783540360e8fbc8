package io.fleetfix.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** One counter for each value, all there from the start: what has not happened yet is a zero. */
final class Counters<T> {
  private final Map<T, Counter> counters = new HashMap<>();

  /**
   * Registers them.
   *
   * @param common what they have in common
   * @param tag which of their tags names the value, in lower case
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

  /** For each constant of an enum. */
  static <E extends Enum<E>> Counters<E> of(
      Class<E> constants, Counter.Builder common, String tag, MeterRegistry registry) {
    return new Counters<>(EnumSet.allOf(constants), Enum::name, common, tag, registry);
  }

  void count(T value) {
    Counter counter = counters.get(value);
    if (counter != null) { // and it is there for each
      counter.increment();
    }
  }
}
