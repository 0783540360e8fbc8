package io.fleetfix.bootstrap.config;

import io.fleetfix.outbox.event.InvalidValue;

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

  private InvalidSetting(Setting setting, InvalidValue inFile) {
    super(setting.name() + ": " + inFile.getMessage(), inFile);
    this.name = setting.name();
  }

  /** For a logo or for fonts that the printer of documents can't read. */
  static InvalidSetting ofDocuments(InvalidValue invalid) {
    return invalid.field().equals("fonts")
        ? new InvalidSetting(Settings.FONTS, invalid.problem())
        : inFile(Settings.WORKSHOP, invalid);
  }

  /** For a setting that names a file with an invalid value; the message names its field, too. */
  static InvalidSetting inFile(Setting setting, InvalidValue invalid) {
    return new InvalidSetting(setting, invalid);
  }

  public String name() {
    return name;
  }
}
