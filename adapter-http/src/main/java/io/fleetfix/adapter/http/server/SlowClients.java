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
 * Closes the connections of clients that take too long to send a request (headers and body
 * together) or to receive an answer. Jetty's idle timeout restarts with every byte, so a client
 * that trickles bytes could hold a connection, and often a thread, for ever.
 */
public final class SlowClients extends AbstractLifeCycle {
  private final Server server;
  private final Patience patience;
  private Map<EndPoint, Watched> watched = Map.of();

  /**
   * The time limits for a client.
   *
   * @param request the time to send a request, from its first byte
   * @param answer the time to receive an answer
   */
  public record Patience(Duration request, Duration answer) {
    /** Enough for a request of 64 KiB at 7 KB/s, and for the longest list at 400 KB/s. */
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

  /** Reschedules even after a failure: one connection in an odd state must not end the checks. */
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
        if (connection != null) { // null while it opens or closes
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

  /** How long a connection has completed neither a request nor an answer. */
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
     * An idle connection restarts its time at each check, because its next request has not begun.
     * Jetty counts an answer as sent before the client has received its last part, so a connection
     * with pending writes is not idle.
     */
    private boolean isUnchanged(Watched seen, boolean takes) {
      boolean idle = requests == answers && bytes == seen.bytes && !takes;
      return requests == seen.requests && answers == seen.answers && !idle;
    }

    private static boolean takes(EndPoint client) {
      return client instanceof AbstractEndPoint end && end.getWriteFlusher().isPending();
    }

    /**
     * While a request is processed, the connection neither reads nor writes, and no limit applies.
     */
    boolean isOverdue(EndPoint client, long now, Patience patience) {
      Duration taken = Duration.ofNanos(now - since);
      boolean sends = client.isFillInterested();
      return (sends && taken.compareTo(patience.request()) > 0)
          || (takes(client) && taken.compareTo(patience.answer()) > 0);
    }
  }
}
