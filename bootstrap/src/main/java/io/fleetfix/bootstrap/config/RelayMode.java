package io.fleetfix.bootstrap.config;

import java.util.Arrays;
import java.util.Locale;

/** Who carries events from the stream to the bus. The two must never run together. */
public enum RelayMode {
  /** An EventBridge Pipe, outside of this process. */
  PIPE,

  /** A thread of this process; of several processes, one works. */
  EMBEDDED;

  static final String SETTING = "FLEETFIX_RELAY";

  static RelayMode of(String text) {
    return Arrays.stream(values())
        .filter(relay -> relay.name().toLowerCase(Locale.ROOT).equals(text))
        .findAny()
        .orElseThrow(() -> new InvalidSetting(SETTING, "must be pipe or embedded"));
  }
}
