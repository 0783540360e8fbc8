package io.fleetfix.bootstrap.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds every invalid setting, where the start of the service reports the first one only. */
final class SettingProblems {
  private static final List<Consumer<Map<String, String>>> CHECKS =
      List.of(
          WorkshopConfig::checkLog,
          HttpSettings::of,
          environment -> AuthSettings.of(environment, Settings.HTTP_HOST.valueIn(environment)),
          WorkshopSettings::of,
          AwsNames::of,
          RelayMode::of,
          MailSettings::of,
          WorkshopSettings::checkDocuments,
          WorkshopConfig::localData);

  private SettingProblems() {}

  /** At most one for each setting, in the order in which they are read. */
  static List<InvalidSetting> in(Map<String, String> environment) {
    Map<String, String> remaining = new HashMap<>(environment);
    List<InvalidSetting> found = new ArrayList<>();
    CHECKS.forEach(check -> run(check, remaining, found));
    return List.copyOf(found);
  }

  /** Runs a check again without the invalid value, until it finds nothing new. */
  private static void run(
      Consumer<Map<String, String>> check,
      Map<String, String> remaining,
      List<InvalidSetting> found) {
    boolean again = true;
    while (again) {
      again = false;
      try {
        check.accept(remaining);
      } catch (InvalidSetting invalid) {
        if (found.stream().noneMatch(each -> each.name().equals(invalid.name()))) {
          found.add(invalid);
        }
        again = remaining.remove(invalid.name()) != null;
      }
    }
  }
}
