package io.fleetfix.bootstrap;

/** A setting that keeps the service from starting; the message says what to set instead. */
final class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongSetting(String name, String problem) {
    super(name + " " + problem);
  }
}
