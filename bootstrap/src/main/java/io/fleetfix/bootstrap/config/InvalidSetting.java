package io.fleetfix.bootstrap.config;

/** A setting that keeps the service from starting. The message says what to set instead. */
public final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  InvalidSetting(String name, String problem) {
    super(name + " " + problem);
    this.name = name;
  }

  InvalidSetting(Setting setting, String problem) {
    this(setting.name(), problem);
  }

  public String name() {
    return name;
  }
}
