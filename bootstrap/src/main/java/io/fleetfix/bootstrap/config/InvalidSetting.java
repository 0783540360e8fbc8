package io.fleetfix.bootstrap.config;

/** A setting that keeps the service from starting; the message says what to set instead. */
public final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSetting(String name, String problem) {
    super(name + " " + problem);
  }
}
