package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.adapter.http.origin.TrustedProxies;

/**
 * Where the server listens, and which requests it answers there.
 *
 * @param host a name or address of this machine; {@code 127.0.0.1} admits local clients only
 * @param port 0 for any free port
 * @param hosts the hosts that requests may name
 * @param proxies the proxies that may name the addresses of their clients
 */
public record HttpEndpoint(String host, int port, AllowedHosts hosts, TrustedProxies proxies) {
  /** Answers requests to the loopback only, and trusts no proxy. */
  public HttpEndpoint(String host, int port) {
    this(host, port, AllowedHosts.LOOPBACK, TrustedProxies.NONE);
  }
}
