package io.fleetfix.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.SettingsInForce.Unknown;
import io.fleetfix.bootstrap.config.SettingsInForce.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsInForceTest {
  @Test
  void showsWhereEachValueComesFrom() {
    var sources = new SettingSources(Map.of("FLEETFIX_ZONE", "Asia/Tokyo"), Optional.of("9000"));

    SettingsInForce settings = SettingsInForce.of(Profile.MEMORY, sources);

    assertThat(shown(settings, "FLEETFIX_HTTP_PORT")).isEqualTo("9000 --port");
    assertThat(shown(settings, "FLEETFIX_ZONE")).isEqualTo("Asia/Tokyo environment");
    assertThat(shown(settings, "FLEETFIX_CURRENCY")).isEqualTo("EUR default");
    assertThat(shown(settings, "FLEETFIX_AUTH_ISSUER")).isEqualTo("- default");
  }

  @Test
  void theOptionOverridesTheVariable() {
    var sources = new SettingSources(Map.of("FLEETFIX_HTTP_PORT", "1"), Optional.of("2"));

    assertThat(WorkshopConfig.of(sources.variables()).http().port()).isEqualTo(2);
    assertThat(shown(SettingsInForce.of(Profile.AWS, sources), "FLEETFIX_HTTP_PORT"))
        .isEqualTo("2 --port");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void showsTheSettingsOfTheProfileAndNamesUnusedOnes(Profile profile) {
    SettingsInForce settings =
        of(profile, Map.of("FLEETFIX_RELAY", "pipe", "FLEETFIX_LOCAL_DATA", "d"));

    assertThat(settings.values())
        .extracting(value -> value.setting().name())
        .contains("FLEETFIX_HTTP_PORT", "FLEETFIX_URL")
        .doesNotContainAnyElementsOf(settings.unused());
    assertThat(settings.unused())
        .isEqualTo(
            switch (profile) {
              case MEMORY -> List.of("FLEETFIX_LOCAL_DATA", "FLEETFIX_RELAY");
              case LOCAL -> List.of("FLEETFIX_RELAY");
              case AWS -> List.of("FLEETFIX_LOCAL_DATA");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "FLEETFIX_TOKEN, eyJ.hunter2.x, ''",
    "AWS_SECRET_ACCESS_KEY, hunter2, ''",
    "AWS_SESSION_TOKEN, hunter2, ''",
    "FLEETFIX_SMTP_URL, smtps://user:hunter2@mail.example:465, smtps://***@mail.example:465",
    "FLEETFIX_SMTP_URL, smtp://user:hun@ter2@mail.example, ''",
    "FLEETFIX_SMTP_URL, user:hunter2, ''",
    "FLEETFIX_SMTP_URL, smtp://user:hunter2, ''",
    "FLEETFIX_URL, https://user:hunter2@host/, https://***@host/",
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://user:hunter2@host, http://***@host",
  })
  void neverShowsSecrets(String name, String value, String shown) {
    SettingsInForce settings =
        of(Profile.AWS, Map.of(name, value, "FLEETFIX_MAIL_FROM", "a@b.example"));
    Value found =
        settings.values().stream()
            .filter(each -> each.setting().name().equals(name))
            .findAny()
            .orElseThrow();

    assertThat(found.shown().orElse("")).isEqualTo(shown);
    assertThat(found.hidden()).isEqualTo(shown.isEmpty());
    assertThat(settings.toString()).doesNotContain("hunter2").doesNotContain("ter2@");
  }

  @Test
  void reportsEveryInvalidSettingAndShowsTheOthers() {
    Map<String, String> variables = new HashMap<>();
    variables.put("FLEETFIX_HTTP_HOST", "0.0.0.0");
    variables.put("FLEETFIX_HTTP_PORT", "eighty");
    variables.put("FLEETFIX_CURRENCY", "EURO");
    variables.put("FLEETFIX_ZONE", "Berlin");
    variables.put("FLEETFIX_MAIL_QUEUE", "a b");
    variables.put("FLEETFIX_LOG", "xml");

    SettingsInForce settings = of(Profile.AWS, variables);

    assertThat(settings.problems())
        .extracting(InvalidSetting::name)
        .containsExactlyInAnyOrder(
            "FLEETFIX_LOG",
            "FLEETFIX_HTTP_PORT",
            "FLEETFIX_AUTH",
            "FLEETFIX_CURRENCY",
            "FLEETFIX_ZONE",
            "FLEETFIX_MAIL_QUEUE");
    assertThat(settings.values())
        .filteredOn(value -> !value.valid())
        .hasSameSizeAs(settings.problems());
    assertThat(shown(settings, "FLEETFIX_TABLE")).isEqualTo("fleetfix default");
  }

  @ParameterizedTest
  @CsvSource({
    "FLEETFIX_PORT, FLEETFIX_HTTP_PORT",
    "FLEETFIX_HOST, FLEETFIX_HTTP_HOST",
    "FLEETFIX_CURENCY, FLEETFIX_CURRENCY",
    "FLEETFIX_TABEL, FLEETFIX_TABLE",
    "FLEETFIX_SMTP, FLEETFIX_SMTP_URL",
    "FLEETFIX_DATA, FLEETFIX_LOCAL_DATA",
    "FLEETFIX_FRONTDESK_QUEUE, FLEETFIX_FRONT_DESK_QUEUE",
  })
  void suggestsTheClosestSetting(String name, String closest) {
    assertThat(of(Profile.MEMORY, Map.of(name, "")).unknown())
        .containsExactly(new Unknown(name, Optional.of(closest)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLEETFIX_", "FLEETFIX_X", "FLEETFIX_WINDSCREEN"})
  void suggestsNothingIfNoSettingIsSimilar(String name) {
    assertThat(of(Profile.MEMORY, Map.of(name, "")).unknown())
        .containsExactly(new Unknown(name, Optional.empty()));
  }

  private static SettingsInForce of(Profile profile, Map<String, String> variables) {
    return SettingsInForce.of(profile, new SettingSources(variables, Optional.empty()));
  }

  private static String shown(SettingsInForce settings, String name) {
    return settings.values().stream()
        .filter(each -> each.setting().name().equals(name))
        .map(each -> each.shown().orElse("-") + " " + each.source())
        .findAny()
        .orElseThrow();
  }
}
