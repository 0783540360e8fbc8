package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.origin.AllowedHosts;

/**
 * Where the server listens, and which requests it answers there.
 *
 * @param host a name or address of this machine; {@code 127.0.0.1} admits local clients only
 * @param port 0 for any free port
 * @param hosts the hosts that requests may name
 */
public record HttpEndpoint(String host, int port, AllowedHosts hosts) {
  /** Answers requests for the loopback only. */
  public HttpEndpoint(String host, int port) {
    this(host, port, AllowedHosts.LOOPBACK);
  }
}
