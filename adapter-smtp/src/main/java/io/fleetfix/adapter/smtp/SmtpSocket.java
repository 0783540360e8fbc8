package io.fleetfix.adapter.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Creates the socket of one conversation and keeps it, because the conversation changes its read
 * timeout. TLS, if there is any, is layered over this socket and has the same timeout.
 *
 * <p>The socket belongs to a channel, so an interrupt closes it and ends every wait for it, on
 * virtual and on platform threads.
 */
final class SmtpSocket extends SocketFactory {
  /**
   * Below the 350 seconds after which NAT gateways and load balancers on AWS forget a connection.
   */
  private static final int SECONDS_UNTIL_PROBED = 60;

  private @Nullable Socket socket;

  @Override
  public Socket createSocket() throws IOException {
    SocketChannel channel = SocketChannel.open();
    Socket created = channel.socket();
    created.setKeepAlive(true);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, SECONDS_UNTIL_PROBED);
    }
    socket = created;
    return created;
  }

  /** From now on, reading fails after this time without data. */
  void waitFor(Duration timeout) throws SocketException {
    if (socket != null) {
      socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("The mail library connects its sockets by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return createSocket(host, port);
  }
}
