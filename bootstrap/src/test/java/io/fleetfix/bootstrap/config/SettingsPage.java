package io.fleetfix.bootstrap.config;

import java.util.List;
import java.util.Optional;

/** {@code docs/settings.md} as the table of settings makes it. */
final class SettingsPage {
  private static final String START =
      """
      # Settings

      FleetFix reads its settings from environment variables when it starts. If a value is invalid, FleetFix reports what is
      allowed and does not start. `fleetfix config memory`, `fleetfix config local` and `fleetfix config aws` show the values
      in force and where each comes from. A variable that starts with `FLEETFIX_` but is not listed here is logged and ignored.
      """;
  private static final String HEAD =
      """
      | Setting | Meaning | Default |
      |---|---|---|
      """;

  private SettingsPage() {}

  static String text() {
    StringBuilder text = new StringBuilder(START);
    for (SettingGroup group : SettingGroup.values()) {
      text.append("\n## ").append(group.title()).append("\n\n").append(HEAD);
      rows(Settings.of(group)).forEach(row -> text.append(row).append('\n'));
    }
    return text.toString();
  }

  static List<String> rows(List<Setting> settings) {
    return settings.stream().map(SettingsPage::row).toList();
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s |".formatted(setting.name(), setting.meaning(), fallback(setting));
  }

  private static String fallback(Setting setting) {
    Optional<String> text = setting.fallback().text();
    return setting.fallback() instanceof SettingDefault.Fixed
        ? text.map("`%s`"::formatted).orElseThrow()
        : text.orElse("-");
  }
}
