package io.fleetfix.bootstrap.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code fleetfix config} shows.
 *
 * @param unused settings that are set, but not used by the profile
 * @param unknown variables that look like settings but do not exist
 * @param problems one for each invalid setting
 */
public record SettingsInForce(
    Profile profile,
    List<Value> values,
    List<String> unused,
    List<Unknown> unknown,
    List<InvalidSetting> problems) {

  /**
   * The value of a setting.
   *
   * @param shown without secrets; empty if the setting has no value
   * @param hidden true if the setting has a value that must not be shown
   */
  public record Value(
      Setting setting, Optional<String> shown, boolean hidden, String source, boolean valid) {}

  /**
   * A variable that is not a setting.
   *
   * @param closest the most similar setting, if there is one
   */
  public record Unknown(String name, Optional<String> closest) {}

  public static SettingsInForce of(Profile profile, SettingSources sources) {
    Map<String, String> variables = sources.variables();
    List<InvalidSetting> problems = SettingProblems.in(variables);
    return new SettingsInForce(
        profile,
        Settings.ALL.stream()
            .filter(each -> each.group().appliesTo(profile))
            .map(each -> value(each, variables, sources.sourceOf(each), problems))
            .toList(),
        Settings.ALL.stream()
            .filter(each -> each.group().isOurs() && !each.group().appliesTo(profile))
            .map(Setting::name)
            .filter(variables::containsKey)
            .toList(),
        WorkshopConfig.unknown(variables).stream()
            .map(name -> new Unknown(name, ClosestName.to(name)))
            .toList(),
        problems);
  }

  private static Value value(
      Setting setting,
      Map<String, String> variables,
      String source,
      List<InvalidSetting> problems) {
    Optional<String> value = setting.in(variables);
    boolean valid = problems.stream().noneMatch(each -> each.name().equals(setting.name()));
    // The password of a URL that can't be parsed can be anywhere in it.
    boolean secret = setting.secret() || (!valid && setting.equals(Settings.SMTP_URL));
    return new Value(
        setting,
        secret ? Optional.empty() : value.map(SettingsInForce::withoutUserInfo),
        secret && value.isPresent(),
        source,
        valid);
  }

  /** Without the user and password of a URL. */
  private static String withoutUserInfo(String value) {
    return value.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://).*@", "$1***@");
  }
}
