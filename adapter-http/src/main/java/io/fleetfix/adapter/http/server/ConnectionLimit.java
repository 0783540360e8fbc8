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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the number of connections. For each one more, it closes the one whose client has been
 * silent for longest: one that is idle, or whose request has not arrived completely. Requests that
 * are being handled, or wait for that, are bounded by {@link Admission} and keep their connections.
 *
 * <p>It never stops accepting, so that a health check can always connect. Not guaranteed: that the
 * connection it closes belongs to the client that opened most.
 */
final class ConnectionLimit extends AbstractLifeCycle implements AcceptListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

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
      long tooMany = clients.stream().filter(EndPoint::isOpen).count() - limit + 1;
      for (long i = 0; i < tooMany; i++) {
        closeMostSilent(clients);
      }
    }
  }

  private void closeMostSilent(Collection<EndPoint> clients) {
    clients.stream()
        .filter(client -> client.isOpen() && client.isFillInterested())
        .filter(AbstractEndPoint.class::isInstance)
        .map(AbstractEndPoint.class::cast)
        .max(Comparator.comparingLong(AbstractEndPoint::getIdleFor))
        .ifPresent(this::close);
  }

  /** The log prints the first of these lines, and then how many there were. */
  private void close(EndPoint client) {
    LOG.atWarn()
        .addKeyValue("limit", limit)
        .log("Too many connections; the one that has been silent for longest was closed");
    client.close(new TimeoutException("Too many connections"));
  }

  private List<AbstractConnector> connectors() {
    return Arrays.stream(server.getConnectors())
        .filter(AbstractConnector.class::isInstance)
        .map(AbstractConnector.class::cast)
        .toList();
  }
}
