package io.fleetfix.bootstrap.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What carries events from the stream to the bus. The two must never run at the same time. */
public enum RelayMode {
  /** An EventBridge Pipe, outside of this process. */
  PIPE,

  /** A thread of this process. Of several instances, one relays at a time. */
  EMBEDDED;

  static RelayMode of(Map<String, String> environment) {
    String text = Settings.RELAY.valueIn(environment);
    return Arrays.stream(values())
        .filter(relay -> relay.name().toLowerCase(Locale.ROOT).equals(text))
        .findAny()
        .orElseThrow(() -> new InvalidSetting(Settings.RELAY, "must be pipe or embedded"));
  }
}
