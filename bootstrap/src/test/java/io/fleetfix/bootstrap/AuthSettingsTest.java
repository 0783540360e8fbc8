package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.adapter.http.token.SignatureAlgorithm;
import io.fleetfix.adapter.http.token.TokenShape;
import io.fleetfix.bootstrap.config.AuthSettings;
import io.fleetfix.bootstrap.config.InvalidSetting;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
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

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a request from another machine without authentication",
      answer = "the service does not start with such settings")
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
      strings = {
        "FLEETFIX_AUTH_ISSUER",
        "FLEETFIX_AUTH_AUDIENCE",
        "FLEETFIX_AUTH_JWKS_URL",
        "FLEETFIX_AUTH_SCOPE_CLAIM",
        "FLEETFIX_AUTH_ALGORITHMS",
        "FLEETFIX_AUTH_2_ISSUER"
      })
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
      assertThat(AuthSettings.of(settings, "0.0.0.0").issuers().getFirst().keys()).hasToString(url);
    } else {
      assertThatThrownBy(() -> AuthSettings.of(settings, "0.0.0.0"))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith("FLEETFIX_AUTH_JWKS_URL must be an https URL");
    }
  }

  @Test
  void readsEverythingAboutAnIssuer() {
    Map<String, String> settings = new HashMap<>(OIDC);
    settings.put("FLEETFIX_AUTH_AUDIENCE", "one, two");
    settings.put("FLEETFIX_AUTH_AUDIENCE_CLAIM", "client_id");
    settings.put("FLEETFIX_AUTH_SCOPE_CLAIM", "scp, realm_access.roles");
    settings.put("FLEETFIX_AUTH_SCOPE_PREFIX", "api://fleetfix/");
    settings.put("FLEETFIX_AUTH_ALGORITHMS", "RS256, ES384");

    assertThat(AuthSettings.of(settings, "0.0.0.0").issuers())
        .containsExactly(
            new Issuer(
                "https://id.example.com/",
                Set.of("one", "two"),
                URI.create("https://id.example.com/keys"),
                new TokenShape(
                    "client_id", List.of("scp", "realm_access.roles"), "api://fleetfix/"),
                Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES384)));
  }

  @Test
  void readsSeveralIssuers() {
    Map<String, String> settings = new HashMap<>(OIDC);
    settings.put("FLEETFIX_AUTH_3_ISSUER", "https://other.example.com/");
    settings.put("FLEETFIX_AUTH_3_AUDIENCE", "workshop");
    settings.put("FLEETFIX_AUTH_3_JWKS_URL", "https://other.example.com/keys");

    assertThat(AuthSettings.of(settings, "0.0.0.0").issuers())
        .containsExactly(
            Issuer.standard(
                "https://id.example.com/", "fleetfix", URI.create("https://id.example.com/keys")),
            Issuer.standard(
                "https://other.example.com/",
                "workshop",
                URI.create("https://other.example.com/keys")));
  }

  @ParameterizedTest
  @CsvSource({
    "FLEETFIX_AUTH_ISSUER, https://id.example.com/ x, iss claim",
    "FLEETFIX_AUTH_AUDIENCE, 'a,,b', audience of tokens",
    "FLEETFIX_AUTH_AUDIENCE_CLAIM, '', one claim",
    "FLEETFIX_AUTH_AUDIENCE_CLAIM, aud client_id, one claim",
    "FLEETFIX_AUTH_SCOPE_CLAIM, '', names of claims",
    "FLEETFIX_AUTH_SCOPE_CLAIM, 'scp,', names of claims",
    "FLEETFIX_AUTH_SCOPE_PREFIX, fleetfix, / in fleetfix/",
    "FLEETFIX_AUTH_SCOPE_PREFIX, 'fleet fix/', / in fleetfix/",
    "FLEETFIX_AUTH_ALGORITHMS, none, RS256",
    "FLEETFIX_AUTH_ALGORITHMS, HS256, RS256",
    "FLEETFIX_AUTH_ALGORITHMS, 'RS256,HS256', RS256",
    "FLEETFIX_AUTH_ALGORITHMS, '', RS256",
    "FLEETFIX_AUTH_2_SCOPE_CLAIM, scp, ''",
    "FLEETFIX_AUTH_3_ISSUER, https://id.example.com/, ''"
  })
  void refusesAnInvalidValueAndStatesWhatIsAllowed(String name, String value, String allowed) {
    Map<String, String> settings = new HashMap<>(OIDC);
    settings.put(name, value);

    assertThatThrownBy(() -> AuthSettings.of(settings, "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageMatching(name.replaceAll("(_\\d_).*", "$1") + "\\w* must .*")
        .hasMessageContaining(allowed);
  }

  @Test
  void refusesTheSameIssuerTwice() {
    Map<String, String> settings = new HashMap<>(OIDC);
    OIDC.forEach(
        (name, value) -> settings.put(name.replace("FLEETFIX_AUTH_", "FLEETFIX_AUTH_2_"), value));

    assertThatThrownBy(() -> AuthSettings.of(settings, "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("FLEETFIX_AUTH_2_ISSUER must differ from the other issuers");
  }

  @Test
  void limitsCallersByDefaultWithOidc() {
    assertThat(AuthSettings.of(OIDC, "0.0.0.0").requestsPerSecond()).isEqualTo(OptionalInt.of(100));

    Map<String, String> unlimited = new HashMap<>(OIDC);
    unlimited.put("FLEETFIX_RATE_LIMIT", "off");
    assertThat(AuthSettings.of(unlimited, "0.0.0.0").requestsPerSecond()).isEmpty();
  }
}
