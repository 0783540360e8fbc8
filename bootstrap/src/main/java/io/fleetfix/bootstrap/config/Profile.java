package io.fleetfix.bootstrap.config;

import java.util.Locale;

/** What the service runs on. */
public enum Profile {
  MEMORY,
  LOCAL,
  AWS;

  /** The name as it is typed on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
