package io.fleetfix.bootstrap.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Says in the operator's words why there is no answer. */
final class ConnectionFailure {
  private static final String CHECK = " Check that FLEETFIX_URL (or --url) is right";

  private ConnectionFailure() {}

  /** There is no connection, or no TLS handshake. */
  static CommandFailure connecting(IOException cause, String base) {
    return noAnswer(
        base,
        switch (cause) {
          case UnknownHostException e -> "there is no host of that name." + CHECK + ".";
          case NoRouteToHostException e -> "the network has no route to it." + CHECK + ".";
          case ConnectException e ->
              "the connection was refused." + CHECK + ", and that the service is running.";
          case SocketTimeoutException e ->
              "the connection timed out."
                  + CHECK
                  + ", including http or https, and that no firewall is in the way.";
          case SSLException e -> noTls();
          default -> "the connection failed." + CHECK + ", and that the service is running.";
        });
  }

  /** There was a connection, but no complete answer. */
  static CommandFailure answering(IOException cause, String base, Duration timeout) {
    return noAnswer(
        base,
        switch (cause) {
          case SocketTimeoutException e ->
              "it took more than "
                  + timeout.toSeconds()
                  + " seconds. The service may still be working on the request:"
                  + " run `fleetfix outbox status` before you repeat it.";
          case SSLException e -> noTls();
          default ->
              "the connection was closed before the answer was complete. Run the command again;"
                  + " if that does not help, check that the service is running, and that"
                  + " FLEETFIX_URL (or --url) begins with the right one of http and https.";
        });
  }

  private static String noTls() {
    return "the TLS connection failed. Check that FLEETFIX_URL (or --url) is the address of a"
        + " server with TLS, and that this Java trusts its certificate for that host name.";
  }

  private static CommandFailure noAnswer(String base, String reason) {
    return CommandFailure.unreachable("No answer from " + base + ": " + reason);
  }
}
