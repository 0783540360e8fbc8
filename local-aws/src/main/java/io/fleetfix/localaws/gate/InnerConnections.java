package io.fleetfix.localaws.gate;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The connections of this process's gate to the server in the same process. */
final class InnerConnections {
  private static final Set<SocketAddress> OPENING = ConcurrentHashMap.newKeySet();

  private static final AtomicReference<@Nullable InetSocketAddress> SERVER =
      new AtomicReference<>();

  private InnerConnections() {}

  /** Where the server of this process listens. */
  static void lead(SocketAddress to) throws BindException {
    SocketAddress first = SERVER.compareAndExchange(null, (InetSocketAddress) to);
    if (first != null && !first.equals(to)) {
      throw new BindException("A program behind a gate has one server");
    }
  }

  static Socket open() throws IOException {
    InetSocketAddress server = SERVER.get();
    if (server == null) {
      throw new ConnectException("The server does not listen yet");
    }
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(server.getAddress(), 0));
      OPENING.add(socket.getLocalSocketAddress());
      socket.setTcpNoDelay(true);
      socket.connect(server);
      return socket;
    } catch (IOException failure) {
      OPENING.remove(socket.getLocalSocketAddress());
      socket.close();
      throw failure;
    }
  }

  /** Whether the gate has just opened a connection from this address. The answer is given once. */
  static boolean isInner(SocketAddress peer) {
    return OPENING.remove(peer);
  }
}
