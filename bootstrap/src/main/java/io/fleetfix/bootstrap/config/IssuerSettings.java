package io.fleetfix.bootstrap.config;

import static io.fleetfix.bootstrap.config.SettingGroup.EVERY_PROFILE;

import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.adapter.http.token.SignatureAlgorithm;
import io.fleetfix.adapter.http.token.TokenShape;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The settings of one issuer. Their names have a number if it is not the only issuer. */
record IssuerSettings(
    Setting issuer,
    Setting audience,
    Setting keySet,
    Setting audienceClaim,
    Setting scopeClaim,
    Setting scopePrefix) {
  /** Enough to move from one provider to another that has two issuers itself. */
  static final List<IssuerSettings> ALL =
      IntStream.rangeClosed(1, 3).mapToObj(IssuerSettings::numbered).toList();

  private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");
  private static final Pattern PREFIX = Pattern.compile("|[^\\s\\p{Cntrl}]*[^\\s\\p{Cntrl}\\w]");

  private static IssuerSettings numbered(int number) {
    return new IssuerSettings(
        unset(number, "ISSUER", "The iss claim of the issuer's tokens. Required with oidc."),
        unset(
            number,
            "AUDIENCE",
            "The audience of tokens for this service, or several with commas. Required with oidc."),
        unset(
            number,
            "JWKS_URL",
            "The https URL of the issuer's key set, or an http URL on a loopback address. Required"
                + " with oidc."),
        setting(
            number,
            "AUDIENCE_CLAIM",
            "The claim with the audience. If tokens have none, the claim with the client, such as"
                + " client_id; the audience is then the list of clients.",
            "aud"),
        setting(
            number,
            "SCOPE_CLAIM",
            "The claim with the scopes, or several with commas. A dot leads into an object, as in"
                + " realm_access.roles.",
            "scope"),
        unset(
            number,
            "SCOPE_PREFIX",
            "What precedes the names of this service's scopes, such as fleetfix/. Scopes without"
                + " it are ignored."));
  }

  private static Setting unset(int number, String name, String meaning) {
    return Settings.unset(name(number, name), EVERY_PROFILE, meaning(number, name, meaning));
  }

  private static Setting setting(int number, String name, String meaning, String value) {
    return Settings.setting(
        name(number, name), EVERY_PROFILE, meaning(number, name, meaning), value);
  }

  private static String name(int number, String name) {
    return "FLEETFIX_AUTH_" + (number == 1 ? "" : number + "_") + name;
  }

  private static String meaning(int number, String name, String meaning) {
    return number == 1 ? meaning : "Like " + name(1, name) + ", for another issuer.";
  }

  Stream<Setting> all() {
    return Stream.of(issuer, audience, keySet, audienceClaim, scopeClaim, scopePrefix);
  }

  boolean areUsedIn(Map<String, String> environment) {
    return all().anyMatch(each -> environment.containsKey(each.name()));
  }

  /**
   * Reads the issuer.
   *
   * @throws InvalidSetting for the first value that is wrong or missing
   */
  Issuer in(Map<String, String> environment, Set<SignatureAlgorithm> algorithms) {
    return new Issuer(
        one(environment, issuer, "must be the iss claim of the tokens"),
        Set.copyOf(
            several(environment, audience, "must be the audience of tokens for this service")),
        keySet(environment),
        new TokenShape(
            one(environment, audienceClaim, "must be the name of one claim"),
            several(environment, scopeClaim, "must be names of claims, with commas"),
            prefix(environment)),
        algorithms);
  }

  private static String one(Map<String, String> environment, Setting setting, String problem) {
    return setting
        .in(environment)
        .filter(WORD.asMatchPredicate())
        .orElseThrow(() -> new InvalidSetting(setting, problem));
  }

  private static List<String> several(
      Map<String, String> environment, Setting setting, String problem) {
    String text = setting.in(environment).orElse("");
    List<String> values = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (values.contains("")) {
      throw new InvalidSetting(setting, problem);
    }
    return values;
  }

  /** Over plain HTTP from another machine, an attacker could replace the keys on their way. */
  private URI keySet(Map<String, String> environment) {
    String url = keySet.in(environment).orElse("");
    if (url.isBlank()) {
      throw new InvalidSetting(keySet, "must be the URL of the issuer's key set");
    }
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      if (host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && AuthSettings.isLoopback(host)))) {
        return uri;
      }
    } catch (URISyntaxException noUrl) {
      // Reported below.
    }
    throw new InvalidSetting(keySet, "must be an https URL, or an http URL on a loopback address");
  }

  private String prefix(Map<String, String> environment) {
    String prefix = scopePrefix.in(environment).orElse("");
    if (PREFIX.matcher(prefix).matches()) {
      return prefix;
    }
    throw new InvalidSetting(
        scopePrefix, "must end with the character before the scope, such as / in fleetfix/");
  }
}
