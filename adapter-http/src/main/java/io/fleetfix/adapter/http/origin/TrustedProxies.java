package io.fleetfix.adapter.http.origin;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The proxies that are believed when they name the address from which they got a request. */
public record TrustedProxies(List<AddressBlock> blocks) {
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    blocks = List.copyOf(blocks);
  }

  boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /**
   * The address of a client. Each hop was added by the one after it, so that only those added by a
   * trusted proxy count: the client can have sent the others. A hop that is not an address ends the
   * way, and the proxy that named it stands for its clients.
   *
   * @param peer the other end of the connection
   * @param hops the addresses that the request has in its headers, the last proxy's at the end
   */
  InetAddress client(InetAddress peer, List<String> hops) {
    InetAddress client = peer;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> before = contains(client) ? IpAddress.parse(hop) : Optional.empty();
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }
}
