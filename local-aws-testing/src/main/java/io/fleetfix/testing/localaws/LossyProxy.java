package io.fleetfix.testing.localaws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A proxy that can delay or drop a server's responses: the server has executed the request, but the
 * client does not learn about it, or late.
 */
public final class LossyProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final URI server;
  private final AtomicInteger answersToDrop = new AtomicInteger();
  private volatile long delayNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Starts the proxy. At first it drops nothing. */
  public LossyProxy(URI server) {
    this.server = server;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("lossy-proxy").start(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Drops the next responses, each with its connection. */
  public void dropAnswers(int answers) {
    answersToDrop.set(answers);
  }

  /** The number of responses that are still to be dropped. */
  public int answersToDrop() {
    return answersToDrop.get();
  }

  /** From now on, each response arrives this much later. */
  public void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        open.add(client);
        open.add(upstream);
        pump(client, upstream, false);
        pump(upstream, client, true);
      } catch (IOException closed) {
        // The proxy is closed, or the server is gone: the client's connection fails as well.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    Thread.ofVirtual().start(() -> copy(from, to, answers));
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int bytes = in.read(buffer); bytes >= 0; bytes = in.read(buffer)) {
        if (answers && answersToDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        if (answers) {
          LockSupport.parkNanos(delayNanos);
        }
        out.write(buffer, 0, bytes);
      }
    } catch (IOException closed) {
      // One side is gone, so both are closed.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
