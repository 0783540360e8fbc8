package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings that say who is let in. None of them opens the service by being forgotten. */
public final class AuthSettings {
  static final String AUTH = "FLEETFIX_AUTH";
  static final String ISSUER = "FLEETFIX_AUTH_ISSUER";
  static final String AUDIENCE = "FLEETFIX_AUTH_AUDIENCE";
  static final String JWKS_URL = "FLEETFIX_AUTH_JWKS_URL";
  static final String RATE_LIMIT = "FLEETFIX_RATE_LIMIT";
  static final List<String> NAMES = List.of(AUTH, ISSUER, AUDIENCE, JWKS_URL, RATE_LIMIT);

  private static final String DEFAULT_RATE = "100";

  private AuthSettings() {}

  /**
   * Reads the settings.
   *
   * @param host where the service is to listen
   * @throws InvalidSetting if one is wrong or missing, or if it is not clear that nobody is to be
   *     asked
   */
  public static AccessPolicy of(Map<String, String> environment, String host) {
    boolean asked = isAsked(environment, host);
    return new AccessPolicy(
        asked ? Optional.of(issuer(environment)) : Optional.empty(),
        rate(environment.getOrDefault(RATE_LIMIT, asked ? DEFAULT_RATE : "off")));
  }

  private static boolean isAsked(Map<String, String> environment, String host) {
    String auth = environment.get(AUTH);
    boolean halfSet =
        List.of(ISSUER, AUDIENCE, JWKS_URL).stream().anyMatch(environment::containsKey);
    if (auth == null && !halfSet && isLoopback(host)) {
      return false;
    }
    if (auth == null) {
      throw new InvalidSetting(
          AUTH,
          halfSet
              ? "must be oidc if an issuer, an audience or a key set is set"
              : "must be oidc, or off in so many words: others can reach "
                  + WorkshopConfig.HTTP_HOST);
    }
    return switch (auth) {
      case "oidc" -> true;
      case "off" -> false;
      default -> throw new InvalidSetting(AUTH, "must be off or oidc");
    };
  }

  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException nowhere) {
      return false;
    }
  }

  private static Issuer issuer(Map<String, String> environment) {
    return new Issuer(
        required(environment, ISSUER, "must be what the tokens' iss says"),
        required(environment, AUDIENCE, "must be what the tokens' aud says of this service"),
        keySet(required(environment, JWKS_URL, "must be where the issuer's key set lies")));
  }

  private static String required(Map<String, String> environment, String name, String problem) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new InvalidSetting(name, problem);
    }
    return value;
  }

  /** Whoever can change the keys on their way here can write tokens: so no plain HTTP from afar. */
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
      // Said below in the reader's terms.
    }
    throw new InvalidSetting(JWKS_URL, "must be an https URL, or http on this machine");
  }

  private static OptionalInt rate(String text) {
    if (text.equals("off")) {
      return OptionalInt.empty();
    }
    if (text.matches("[1-9][0-9]{0,5}")) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new InvalidSetting(RATE_LIMIT, "must be 1 to 999999 requests a second, or off");
  }
}
