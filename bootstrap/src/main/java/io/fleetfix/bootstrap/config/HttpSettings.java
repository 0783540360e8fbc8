package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.server.HttpEndpoint;
import java.util.Map;

/** The address and port that the service listens on. */
public final class HttpSettings {
  private static final int MAX_PORT = 65_535;

  private HttpSettings() {}

  static HttpEndpoint of(Map<String, String> environment) {
    return new HttpEndpoint(
        host(environment),
        port(Settings.HTTP_PORT.name(), Settings.HTTP_PORT.valueIn(environment)));
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
