package io.fleetfix.localaws.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fleetfix.outbox.loop.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * A port on the loopback interface that passes on the connections of SDKs to a server. The first
 * request of each connection is checked by {@link CallerCheck#ofSdks}. That is enough: a browser
 * has connections of its own, and the first request that it sends on one is refused.
 */
final class Gate {
  private static final int BACKLOG = 128;

  /** More than a browser sends before it reads the answer. */
  private static final int MAX_UNREAD_BYTES = 1024 * 1024;

  private final ServerSocket port;
  private final ExecutorService threads = Tasks.OF_THIS_PROCESS.perTask();

  private Gate(ServerSocket port) {
    this.port = port;
  }

  /**
   * Opens a gate that stays open until the process ends.
   *
   * @throws IOException if the port is in use
   */
  static void open(int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Gate gate = new Gate(new ServerSocket(port, BACKLOG, loopback));
    gate.threads.execute(gate::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = port.accept();
        threads.execute(() -> serve(caller));
      }
    } catch (IOException noMoreFiles) {
      throw new UncheckedIOException(noMoreFiles);
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      Optional<RequestHead> head = RequestHead.read(caller.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      Optional<String> refusal = CallerCheck.ofSdks(head.get().headers());
      if (refusal.isPresent()) {
        refuse(caller, refusal.get());
        return;
      }
      try (Socket inner = InnerConnections.open()) {
        inner.getOutputStream().write(head.get().bytes());
        threads.execute(() -> pass(inner, caller));
        pass(caller, inner);
      }
    } catch (IOException closed) {
      // One side is gone, so both are closed.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One side is gone, so both are closed.
    }
  }

  /** A connection that is closed with unread bytes can lose the answer, so they are read. */
  private static void refuse(Socket caller, String why) throws IOException {
    String body = "{\"__type\":\"AccessDeniedException\",\"message\":\"" + why + "\"}";
    String answer =
        """
        HTTP/1.1 403 Forbidden\r
        Content-Type: application/x-amz-json-1.0\r
        x-amzn-ErrorType: AccessDeniedException\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s\
        """
            .formatted(body.length(), body);
    caller.getOutputStream().write(answer.getBytes(US_ASCII));
    caller.shutdownOutput();
    caller.getInputStream().skip(MAX_UNREAD_BYTES);
  }
}
