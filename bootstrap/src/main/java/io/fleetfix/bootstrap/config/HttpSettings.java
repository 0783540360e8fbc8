package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.origin.AddressBlock;
import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.adapter.http.origin.TrustedProxies;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the service listens, the hosts that it answers for, and the proxies that it trusts. */
public final class HttpSettings {
  private static final int MAX_PORT = 65_535;

  /** As {@link AllowedHosts#parse} returns them. A service is never called by such an address. */
  private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "0:0:0:0:0:0:0:0");

  private HttpSettings() {}

  static HttpEndpoint of(Map<String, String> environment) {
    return new HttpEndpoint(
        host(environment),
        port(Settings.HTTP_PORT.name(), Settings.HTTP_PORT.valueIn(environment)),
        hosts(environment),
        proxies(environment));
  }

  /**
   * Without tokens, the host is all that distinguishes this service from a site whose name leads
   * here. With them, a page of such a site has none.
   */
  private static AllowedHosts hosts(Map<String, String> environment) {
    Optional<String> given = Settings.HTTP_HOSTS.in(environment);
    if (given.isEmpty() && Settings.AUTH.valueIn(environment).equals("oidc")) {
      return AllowedHosts.EVERY;
    }
    Set<String> hosts = new HashSet<>();
    String own = host(environment).replaceFirst("%.*", ""); // clients don't send the zone
    hosts.add(canonical(Settings.HTTP_HOST, own, "must be a host name or an address"));
    for (String host : given.map(list -> list.split(",", -1)).orElse(new String[0])) {
      hosts.add(
          canonical(
              Settings.HTTP_HOSTS,
              host.strip(),
              "must be names or addresses, without ports, with commas between them"));
    }
    hosts.removeIf(host -> EVERY_INTERFACE.contains(host) || AllowedHosts.LOOPBACK.contains(host));
    return new AllowedHosts(Optional.of(Set.copyOf(hosts)));
  }

  private static TrustedProxies proxies(Map<String, String> environment) {
    List<AddressBlock> blocks = new ArrayList<>();
    for (String block :
        Settings.TRUSTED_PROXIES
            .in(environment)
            .map(list -> list.split(",", -1))
            .orElse(new String[0])) {
      blocks.add(
          AddressBlock.parse(block.strip())
              .orElseThrow(
                  () ->
                      new InvalidSetting(
                          Settings.TRUSTED_PROXIES,
                          "must be addresses or blocks such as 10.0.0.0/8, with commas between"
                              + " them, and not a block of all addresses")));
    }
    return new TrustedProxies(blocks);
  }

  private static String canonical(Setting setting, String host, String problem) {
    return AllowedHosts.parse(host).orElseThrow(() -> new InvalidSetting(setting, problem));
  }

  static String host(Map<String, String> environment) {
    String host = Settings.HTTP_HOST.valueIn(environment);
    if (host.isBlank()) {
      throw new InvalidSetting(Settings.HTTP_HOST, "must be a host name or an address");
    }
    return host;
  }

  /**
   * Reads a port.
   *
   * @param name of the setting or option, for the message
   * @throws InvalidSetting if the text is not a port
   */
  public static int port(String name, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below.
    }
    throw new InvalidSetting(name, "must be a port from 0 to 65535; 0 picks a free one");
  }
}
