package io.fleetfix.bootstrap.config;

/** Groups of settings, in the order in which the help and the documentation list them. */
public enum SettingGroup {
  EVERY_PROFILE("Settings of all profiles"),
  LOCAL_AND_AWS("Settings of local and aws"),
  LOCAL_ONLY("Settings of local"),
  AWS_ONLY("Settings of aws"),
  OUTBOX_COMMANDS("Settings of the outbox commands"),
  STANDARD("Variables of OpenTelemetry and the JVM"),
  STANDARD_AWS("Variables of the AWS SDK, for aws");

  private final String title;

  SettingGroup(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** False for variables that OpenTelemetry, the JVM or the AWS SDK defines and reads. */
  public boolean isOurs() {
    return this != STANDARD && this != STANDARD_AWS;
  }

  public boolean appliesTo(Profile profile) {
    return switch (this) {
      case EVERY_PROFILE, OUTBOX_COMMANDS, STANDARD -> true;
      case LOCAL_AND_AWS -> profile != Profile.MEMORY;
      case LOCAL_ONLY -> profile == Profile.LOCAL;
      case AWS_ONLY, STANDARD_AWS -> profile == Profile.AWS;
    };
  }
}
