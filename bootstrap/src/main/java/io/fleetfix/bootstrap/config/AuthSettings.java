package io.fleetfix.bootstrap.config;

import static java.util.stream.Collectors.joining;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.adapter.http.token.SignatureAlgorithm;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
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
        needsToken(environment, host) ? issuers(environment) : List.of(),
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
    if (environment.containsKey(Settings.AUTH_ALGORITHMS.name())
        || IssuerSettings.ALL.stream().anyMatch(each -> each.areUsedIn(environment))) {
      throw new InvalidSetting(Settings.AUTH, "must be oidc if the settings of an issuer are set");
    }
    if (!isLoopback(host)) {
      throw new InvalidSetting(
          Settings.AUTH,
          "must be set to oidc or off, because other machines can reach "
              + Settings.HTTP_HOST.name());
    }
  }

  static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static List<Issuer> issuers(Map<String, String> environment) {
    Set<SignatureAlgorithm> algorithms = algorithms(Settings.AUTH_ALGORITHMS.valueIn(environment));
    Map<String, Issuer> issuers = new LinkedHashMap<>();
    for (IssuerSettings settings : IssuerSettings.ALL) {
      if (settings.areUsedIn(environment) || issuers.isEmpty()) {
        Issuer issuer = settings.in(environment, algorithms);
        if (issuers.put(issuer.name(), issuer) != null) {
          throw new InvalidSetting(settings.issuer(), "must differ from the other issuers");
        }
      }
    }
    return List.copyOf(issuers.values());
  }

  private static Set<SignatureAlgorithm> algorithms(String text) {
    try {
      return Stream.of(text.split(",", -1))
          .map(String::strip)
          .map(SignatureAlgorithm::valueOf)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException unknown) {
      throw new InvalidSetting(
          Settings.AUTH_ALGORITHMS,
          "must be one or more of "
              + Stream.of(SignatureAlgorithm.values()).map(Enum::name).collect(joining(", "))
              + ", with commas");
    }
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
