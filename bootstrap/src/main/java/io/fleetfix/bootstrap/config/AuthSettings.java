package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The settings that decide whether callers need a token. Leaving one out never opens the service to
 * other machines.
 */
public final class AuthSettings {
  private AuthSettings() {}

  /**
   * Reads the settings.
   *
   * @param host the address that the service is going to listen on
   * @throws InvalidSetting if a value is wrong or missing, or if {@code off} has to be explicit
   */
  public static AccessPolicy of(Map<String, String> environment, String host) {
    return new AccessPolicy(
        needsToken(environment, host) ? Optional.of(issuer(environment)) : Optional.empty(),
        rate(Settings.RATE_LIMIT.valueIn(environment)));
  }

  private static boolean needsToken(Map<String, String> environment, String host) {
    if (!environment.containsKey(Settings.AUTH.name())) {
      requireThatOffIsSafe(environment, host);
    }
    return switch (Settings.AUTH.valueIn(environment)) {
      case "oidc" -> true;
      case "off" -> false;
      default -> throw new InvalidSetting(Settings.AUTH, "must be off or oidc");
    };
  }

  private static void requireThatOffIsSafe(Map<String, String> environment, String host) {
    if (Stream.of(Settings.AUTH_ISSUER, Settings.AUTH_AUDIENCE, Settings.AUTH_JWKS_URL)
        .anyMatch(each -> environment.containsKey(each.name()))) {
      throw new InvalidSetting(
          Settings.AUTH, "must be oidc if an issuer, an audience or a key set is set");
    }
    if (!isLoopback(host)) {
      throw new InvalidSetting(
          Settings.AUTH,
          "must be set to oidc or off, because other machines can reach "
              + Settings.HTTP_HOST.name());
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static Issuer issuer(Map<String, String> environment) {
    return new Issuer(
        required(environment, Settings.AUTH_ISSUER, "must be the iss claim of the tokens"),
        required(
            environment,
            Settings.AUTH_AUDIENCE,
            "must be the aud claim of tokens for this service"),
        keySet(
            required(
                environment, Settings.AUTH_JWKS_URL, "must be the URL of the issuer's key set")));
  }

  private static String required(Map<String, String> environment, Setting setting, String problem) {
    return setting
        .in(environment)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new InvalidSetting(setting, problem));
  }

  /** Over plain HTTP from another machine, an attacker could replace the keys on their way. */
  private static URI keySet(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      if (host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && isLoopback(host)))) {
        return uri;
      }
    } catch (URISyntaxException noUrl) {
      // Reported below.
    }
    throw new InvalidSetting(
        Settings.AUTH_JWKS_URL, "must be an https URL, or an http URL on a loopback address");
  }

  private static OptionalInt rate(String text) {
    if (text.equals("off")) {
      return OptionalInt.empty();
    }
    if (text.matches("[1-9][0-9]{0,5}")) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new InvalidSetting(
        Settings.RATE_LIMIT, "must be 1 to 999999 requests per second, or off");
  }
}
