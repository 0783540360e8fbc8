package io.fleetfix.bootstrap.config;

import java.util.Map;
import java.util.Optional;

/**
 * One environment variable of the service.
 *
 * @param meaning one or two sentences for the help and the documentation
 * @param secret true if its value must never be shown
 */
public record Setting(
    String name, SettingGroup group, String meaning, SettingDefault fallback, boolean secret) {

  /** The value in force: the variable's, or else the default; empty if there is neither. */
  public Optional<String> in(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name)).or(() -> fallback.in(environment));
  }

  /** The value in force of a setting that always has one. */
  String valueIn(Map<String, String> environment) {
    return in(environment)
        .orElseThrow(() -> new IllegalStateException(name + " has no default value"));
  }
}
