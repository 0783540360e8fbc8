package io.fleetfix.adapter.http.server;

import java.nio.channels.SelectableChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Bounds the number of connections. If there are more, it closes the one whose client has been
 * silent for longest: one that is idle, or whose request has not arrived completely. Requests that
 * are being handled, or wait for that, are bounded by {@link Admission} and keep their connections.
 *
 * <p>It never stops accepting, so that a health check can always connect. Not guaranteed: that the
 * connection it closes belongs to the client that opened most.
 */
final class ConnectionLimit extends AbstractLifeCycle implements AcceptListener {
  private final Server server;
  private final int limit;

  ConnectionLimit(Server server, int limit) {
    this.server = server;
    this.limit = limit;
  }

  @Override
  protected void doStart() {
    connectors().forEach(connector -> connector.addBean(this, false));
  }

  @Override
  public void onAccepted(SelectableChannel channel) {
    for (AbstractConnector connector : connectors()) {
      Collection<EndPoint> clients = connector.getConnectedEndPoints();
      if (clients.size() >= limit) {
        closeMostSilent(clients);
      }
    }
  }

  private static void closeMostSilent(Collection<EndPoint> clients) {
    clients.stream()
        .filter(EndPoint::isFillInterested)
        .filter(AbstractEndPoint.class::isInstance)
        .map(AbstractEndPoint.class::cast)
        .max(Comparator.comparingLong(AbstractEndPoint::getIdleFor))
        .ifPresent(client -> client.close(new TimeoutException("Too many connections")));
  }

  private List<AbstractConnector> connectors() {
    return Arrays.stream(server.getConnectors())
        .filter(AbstractConnector.class::isInstance)
        .map(AbstractConnector.class::cast)
        .toList();
  }
}
