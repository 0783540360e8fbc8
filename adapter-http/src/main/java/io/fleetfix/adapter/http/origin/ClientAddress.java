package io.fleetfix.adapter.http.origin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Replaces a trusted proxy's address by that of its client, for everything that counts by address.
 * The host and the scheme that a proxy names are never believed.
 *
 * <p>A proxy sets one of the two headers and may pass the other one on as its client sent it. So if
 * they lead to different clients, neither is believed.
 */
public final class ClientAddress extends Handler.Wrapper {
  private final TrustedProxies proxies;

  public ClientAddress(TrustedProxies proxies, Handler next) {
    super(next);
    this.proxies = proxies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                && proxies.contains(peer.getAddress())
            ? new Forwarded(request, client(peer.getAddress(), request.getHeaders()))
            : request,
        response,
        callback);
  }

  private InetAddress client(InetAddress peer, HttpFields headers) {
    Set<InetAddress> clients = new HashSet<>();
    List<String> forwardedFor = headers.getValuesList(HttpHeader.X_FORWARDED_FOR);
    if (!forwardedFor.isEmpty()) {
      clients.add(proxies.client(peer, ForwardedHops.ofForwardedFor(forwardedFor)));
    }
    List<String> forwarded = headers.getValuesList(HttpHeader.FORWARDED);
    if (!forwarded.isEmpty()) {
      clients.add(proxies.client(peer, ForwardedHops.ofForwarded(forwarded)));
    }
    return clients.size() == 1 ? clients.iterator().next() : peer;
  }

  private static final class Forwarded extends Request.Wrapper {
    private final ConnectionMetaData connection;

    Forwarded(Request request, InetAddress client) {
      super(request);
      this.connection =
          new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            private final SocketAddress address = new InetSocketAddress(client, 0);

            @Override
            public SocketAddress getRemoteSocketAddress() {
              return address;
            }
          };
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }
  }
}
