package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.bootstrap.config.AuthSettings;
import io.fleetfix.bootstrap.config.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is open to other machines only if a setting says so explicitly. */
class AuthSettingsTest {
  private static final Map<String, String> OIDC =
      Map.of(
          "FLEETFIX_AUTH", "oidc",
          "FLEETFIX_AUTH_ISSUER", "https://id.example.com/",
          "FLEETFIX_AUTH_AUDIENCE", "fleetfix",
          "FLEETFIX_AUTH_JWKS_URL", "https://id.example.com/keys");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.4.1", "::1", "localhost"})
  void needsNoTokenOnTheLoopback(String host) {
    assertThat(AuthSettings.of(Map.of(), host)).isEqualTo(AccessPolicy.EVERYBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "2001:db8::1", "no-such-host.invalid"})
  void needsAnExplicitSettingOnOtherAddresses(String host) {
    assertThatThrownBy(() -> AuthSettings.of(Map.of(), host))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "FLEETFIX_AUTH must be set to oidc or off, because other machines can reach"
                + " FLEETFIX_HTTP_HOST");
  }

  @Test
  void offNeedsNoTokenOnAnyAddress() {
    assertThat(AuthSettings.of(Map.of("FLEETFIX_AUTH", "off"), "0.0.0.0"))
        .isEqualTo(AccessPolicy.EVERYBODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FLEETFIX_AUTH_ISSUER", "FLEETFIX_AUTH_AUDIENCE", "FLEETFIX_AUTH_JWKS_URL"})
  void partOfAnIssuerIsNotTakenForOff(String name) {
    assertThatThrownBy(() -> AuthSettings.of(Map.of(name, "https://id.example.com/"), "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("FLEETFIX_AUTH must be oidc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FLEETFIX_AUTH_ISSUER", "FLEETFIX_AUTH_AUDIENCE", "FLEETFIX_AUTH_JWKS_URL"})
  void oidcNeedsAllOfAnIssuer(String name) {
    Map<String, String> settings = new HashMap<>(OIDC);
    settings.remove(name);

    assertThatThrownBy(() -> AuthSettings.of(settings, "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(name + " must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://id.example.com/keys, true",
    "http://127.0.0.1:9000/keys, true",
    "http://localhost/keys, true",
    "http://id.example.invalid/keys, false",
    "file:///etc/keys, false",
    "ftp://127.0.0.1/keys, false",
    "/keys, false",
    "https:keys, false",
    "not a url, false"
  })
  void takesKeysOnlyOverHttpsOrFromTheLoopback(String url, boolean allowed) {
    Map<String, String> settings = new HashMap<>(OIDC);
    settings.put("FLEETFIX_AUTH_JWKS_URL", url);

    if (allowed) {
      assertThat(AuthSettings.of(settings, "0.0.0.0").issuer().orElseThrow().keys())
          .hasToString(url);
    } else {
      assertThatThrownBy(() -> AuthSettings.of(settings, "0.0.0.0"))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith("FLEETFIX_AUTH_JWKS_URL must be an https URL");
    }
  }

  @Test
  void limitsCallersByDefaultWithOidc() {
    assertThat(AuthSettings.of(OIDC, "0.0.0.0").requestsPerSecond()).isEqualTo(OptionalInt.of(100));

    Map<String, String> unlimited = new HashMap<>(OIDC);
    unlimited.put("FLEETFIX_RATE_LIMIT", "off");
    assertThat(AuthSettings.of(unlimited, "0.0.0.0").requestsPerSecond()).isEmpty();
  }
}
