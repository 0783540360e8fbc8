package io.fleetfix.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** One counter for each constant, all there from the start: what has not happened yet is a zero. */
final class Counters<E extends Enum<E>> {
  private final Map<E, Counter> counters;

  /**
   * Registers them.
   *
   * @param common what they have in common
   * @param tag which of their tags names the constant, in lower case
   */
  Counters(Class<E> constants, Counter.Builder common, String tag, MeterRegistry registry) {
    this.counters = new EnumMap<>(constants);
    for (E constant : constants.getEnumConstants()) {
      counters.put(
          constant, common.tag(tag, constant.name().toLowerCase(Locale.ROOT)).register(registry));
    }
  }

  void count(E constant) {
    Counter counter = counters.get(constant);
    if (counter != null) { // and it is there for each
      counter.increment();
    }
  }
}
