package io.fleetfix.bootstrap.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers every connection with these bytes, and then cuts it or keeps it open. */
final class RawServer implements AutoCloseable {
  /** What follows the bytes. */
  enum End {
    CUT,
    STALL,
    /** A byte every few milliseconds, for ever. */
    DRIP
  }

  private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final String bytes;
  private final End end;

  RawServer(String bytes, End end) throws IOException {
    this.bytes = bytes;
    this.end = end;
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept();
          InputStream request = connection.getInputStream();
          OutputStream answer = connection.getOutputStream()) {
        readRequest(request);
        answer.write(bytes.getBytes(StandardCharsets.US_ASCII));
        answer.flush();
        end(answer);
      } catch (IOException | InterruptedException gone) {
        // The client has closed the connection, or this server was closed.
      }
    }
  }

  /** One read takes a whole small request; cutting earlier would reset the connection. */
  private static void readRequest(InputStream request) throws IOException {
    int read = request.read(new byte[1 << 13]);
    if (read < 0) {
      throw new EOFException();
    }
  }

  private void end(OutputStream answer) throws IOException, InterruptedException {
    switch (end) {
      case CUT -> {}
      case STALL -> closed.await();
      case DRIP -> {
        while (!closed.await(5, TimeUnit.MILLISECONDS)) {
          answer.write(' ');
        }
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
