package io.fleetfix.adapter.http.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connection of whoever takes too long over sending a request, head and body together, or
 * over taking an answer. The server's own timeout begins anew with every byte, so that a byte now
 * and then would hold a connection, and with a body or an answer a thread, for ever.
 */
public final class SlowClients extends AbstractLifeCycle {
  private final Server server;
  private final Patience patience;
  private Map<EndPoint, Watched> watched = Map.of();

  /**
   * How long a client may take.
   *
   * @param request over sending one, from its first byte
   * @param answer over taking one
   */
  public record Patience(Duration request, Duration answer) {
    /** A request of 64 KiB needs no more at 7 KB a second, nor the longest list at 400. */
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private Duration betweenLooks() {
      return (request.compareTo(answer) < 0 ? request : answer).dividedBy(10);
    }
  }

  SlowClients(Server server, Patience patience) {
    this.server = server;
    this.patience = patience;
  }

  @Override
  protected void doStart() {
    lookAgain();
  }

  private void lookAgain() {
    server
        .getScheduler()
        .schedule(this::look, patience.betweenLooks().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Goes on looking whatever happens: one connection in a strange state must not end it. */
  private void look() {
    try {
      cutTheOverdue(System.nanoTime());
    } finally {
      if (isRunning()) {
        lookAgain();
      }
    }
  }

  private void cutTheOverdue(long now) {
    Map<EndPoint, Watched> next = new HashMap<>();
    for (Connector connector : server.getConnectors()) {
      for (EndPoint client : connector.getConnectedEndPoints()) {
        Connection connection = client.getConnection();
        if (connection != null) { // it is not there yet, or no longer
          next.put(client, Watched.of(client, connection, watched.get(client), now));
        }
      }
    }
    watched = next;
    next.forEach(
        (client, since) -> {
          if (since.isOverdue(client, now, patience)) {
            client.close(new TimeoutException("The client is too slow"));
          }
        });
  }

  /** Since when a connection has been as it is, counted in whole requests and answers. */
  private record Watched(long requests, long answers, long bytes, long since) {
    static Watched of(EndPoint client, Connection connection, @Nullable Watched before, long now) {
      Watched seen =
          new Watched(
              connection.getMessagesIn(),
              connection.getMessagesOut(),
              connection.getBytesIn(),
              now);
      return before == null || !before.isUnchanged(seen, takes(client)) ? seen : before;
    }

    /**
     * An idle connection is seen anew each time: its next request has not begun. An answer's last
     * piece counts as out before anybody has taken it, so who takes one is not idle.
     */
    private boolean isUnchanged(Watched seen, boolean takes) {
      boolean idle = requests == answers && bytes == seen.bytes && !takes;
      return requests == seen.requests && answers == seen.answers && !idle;
    }

    private static boolean takes(EndPoint client) {
      return client instanceof AbstractEndPoint end && end.getWriteFlusher().isPending();
    }

    /** While a request is being carried out, nothing is read and nothing written. */
    boolean isOverdue(EndPoint client, long now, Patience patience) {
      Duration taken = Duration.ofNanos(now - since);
      boolean sends = client.isFillInterested();
      return (sends && taken.compareTo(patience.request()) > 0)
          || (takes(client) && taken.compareTo(patience.answer()) > 0);
    }
  }
}
