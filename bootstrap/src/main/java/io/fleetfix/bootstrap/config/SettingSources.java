package io.fleetfix.bootstrap.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: an option of the command line before an environment variable.
 *
 * @param port the value of {@code --port}, if it is given
 */
public record SettingSources(Map<String, String> environment, Optional<String> port) {
  public static final String PORT_OPTION = "--port";

  public SettingSources {
    environment = Map.copyOf(environment);
  }

  /** The variables, with the option in its variable's place. */
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(environment);
    port.ifPresent(value -> variables.put(Settings.HTTP_PORT.name(), value));
    return variables;
  }

  /** What decides the value of a setting. */
  String sourceOf(Setting setting) {
    if (port.isPresent() && setting.equals(Settings.HTTP_PORT)) {
      return PORT_OPTION;
    }
    return environment.containsKey(setting.name()) ? "environment" : "default";
  }
}
