package io.fleetfix.bootstrap.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The value of a setting whose variable is not set. */
public sealed interface SettingDefault {
  /** The value under these variables; empty if there is none. */
  Optional<String> in(Map<String, String> environment);

  /** The default as the help and the documentation show it; empty if there is none. */
  Optional<String> text();

  record Fixed(String value) implements SettingDefault {
    @Override
    public Optional<String> in(Map<String, String> environment) {
      return Optional.of(value);
    }

    @Override
    public Optional<String> text() {
      return Optional.of(value);
    }
  }

  record None() implements SettingDefault {
    @Override
    public Optional<String> in(Map<String, String> environment) {
      return Optional.empty();
    }

    @Override
    public Optional<String> text() {
      return Optional.empty();
    }
  }

  /**
   * A default that depends on another setting.
   *
   * @param condition completes "value with ..."
   */
  record Either(
      String value, String condition, Predicate<Map<String, String>> holds, String otherwise)
      implements SettingDefault {
    @Override
    public Optional<String> in(Map<String, String> environment) {
      return Optional.of(holds.test(environment) ? value : otherwise);
    }

    @Override
    public Optional<String> text() {
      return Optional.of(value + " with " + condition + ", otherwise " + otherwise);
    }
  }
}
