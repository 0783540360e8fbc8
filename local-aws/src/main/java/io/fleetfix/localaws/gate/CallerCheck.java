package io.fleetfix.localaws.gate;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a web page can make a browser send to a port of this machine. It does not
 * distinguish the users of the machine: each of them can send any header.
 */
public final class CallerCheck {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

  private CallerCheck() {}

  /**
   * Why a request may come from a web page; empty if it can't. A page whose name was made to point
   * at this machine (DNS rebinding) names itself in {@code Host}. In other requests that change
   * something, browsers send {@code Origin}, and with most requests headers that begin with {@code
   * Sec-}; a page can't remove them.
   */
  public static Optional<String> ofPrograms(Headers request) {
    List<String> hosts = request.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !THIS_MACHINE.contains(name(hosts.getFirst()))) {
      return Optional.of("The Host header must name 127.0.0.1 or localhost.");
    }
    return request.keySet().stream().anyMatch(CallerCheck::isSetByBrowsers)
        ? Optional.of("Requests of browsers are refused.")
        : Optional.empty();
  }

  /**
   * The same, and a request needs a signature as the AWS SDKs and the AWS CLI send it; any will do.
   * A page can send none, unless the server permits it in an answer to {@code OPTIONS}.
   */
  public static Optional<String> ofSdks(Headers request) {
    return ofPrograms(request)
        .or(
            () ->
                String.valueOf(request.getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 ")
                    ? Optional.empty()
                    : Optional.of("The request has no AWS signature."));
  }

  private static String name(String host) {
    int port = host.lastIndexOf(':');
    return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
  }

  private static boolean isSetByBrowsers(String header) {
    return header.equalsIgnoreCase("Origin") || header.toLowerCase(Locale.ROOT).startsWith("sec-");
  }
}
