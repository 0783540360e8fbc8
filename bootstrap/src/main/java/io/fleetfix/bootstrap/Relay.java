package io.fleetfix.bootstrap;

import java.util.Arrays;
import java.util.Locale;

/** Who carries events from the stream to the bus. The two must never run together. */
enum Relay {
  /** An EventBridge Pipe, outside of this process. */
  PIPE,

  /** A thread of this process; of several processes, one works. */
  EMBEDDED;

  static final String SETTING = "FLEETFIX_RELAY";

  static Relay of(String text) {
    return Arrays.stream(values())
        .filter(relay -> relay.name().toLowerCase(Locale.ROOT).equals(text))
        .findAny()
        .orElseThrow(() -> new WrongSetting(SETTING, "must be pipe or embedded"));
  }
}
