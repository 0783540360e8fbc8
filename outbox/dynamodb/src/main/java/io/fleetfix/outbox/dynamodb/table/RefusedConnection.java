package io.fleetfix.outbox.dynamodb.table;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out whether an endpoint refuses connections. The SDK retries after a refusal. If its time
 * for the call runs out meanwhile, its exception no longer says that there was a refusal.
 */
final class RefusedConnection {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private RefusedConnection() {}

  /** The refusal of one connection; empty if it is accepted, or fails for another reason. */
  static Optional<ConnectException> by(URI endpoint) {
    InetSocketAddress address = new InetSocketAddress(endpoint.getHost(), port(endpoint));
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(TIMEOUT.toMillis()));
      return Optional.empty();
    } catch (ConnectException refusal) {
      ConnectException withAddress =
          new ConnectException(
              "Connect to %s failed: %s".formatted(endpoint, refusal.getMessage()));
      withAddress.initCause(refusal);
      return Optional.of(withAddress);
    } catch (IOException other) {
      return Optional.empty();
    }
  }

  private static int port(URI endpoint) {
    if (endpoint.getPort() >= 0) {
      return endpoint.getPort();
    }
    return "https".equals(endpoint.getScheme()) ? 443 : 80;
  }
}
