package io.fleetfix.adapter.http.server;

import io.fleetfix.outbox.loop.ProcessEnd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Passes requests on when their bodies have arrived, so that a slow client holds no thread. Bodies
 * that are broken or too long are passed on, too, for a later handler to refuse. If bodies that are
 * still arriving hold too much memory together, those that send more are answered with 503.
 */
final class WholeRequests extends Handler.Wrapper {
  /** For all bodies that have not arrived completely. */
  static final int MOST_ARRIVING_BYTES = 16 * 1024 * 1024;

  /**
   * What is read of a body beyond its limit, and thrown away: a client that still sends when its
   * connection is closed may never see the answer.
   */
  private static final int MOST_DISCARDED_BYTES = 4 * 1024 * 1024;

  private final int maxBytes;
  private final AtomicInteger arrivingBytes = new AtomicInteger();

  WholeRequests(int maxBytes, Handler next) {
    super(next);
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Body body = new Body(request);
    if (request.getLength() > maxBytes || body.hasArrived()) {
      return handOn(body, response, callback);
    }
    request.demand(
        Invocable.from(InvocationType.NON_BLOCKING, () -> arrive(body, response, callback)));
    return true;
  }

  private void arrive(Body body, Response response, Callback callback) {
    if (body.hasArrived()) {
      body.getContext().execute(() -> pass(body, response, callback));
    } else {
      body.demand(
          Invocable.from(InvocationType.NON_BLOCKING, () -> arrive(body, response, callback)));
    }
  }

  private void pass(Body body, Response response, Callback callback) {
    try {
      if (!handOn(body, response, callback)) {
        Response.writeError(body, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable failure) { // this is the thread's last chance to answer
      ProcessEnd.HALT.ifOutOfMemory(failure);
      Response.writeError(body, response, callback, failure);
    }
  }

  private boolean handOn(Body body, Response response, Callback callback) throws Exception {
    arrivingBytes.addAndGet(-body.bytes.size());
    if (body.exceedsMemory) {
      Response.writeError(body, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return true;
    }
    return super.handle(body, response, callback);
  }

  /** A request that serves its body from memory. */
  private final class Body extends Request.Wrapper {
    /** A copy: each of Jetty's buffers may hold as little as one byte of a slow client. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    private final Deque<Chunk> arrived = new ArrayDeque<>();
    private int discarded;
    private boolean exceedsMemory;

    Body(Request request) {
      super(request);
    }

    /** Takes what there is without waiting. */
    boolean hasArrived() {
      while (discarded <= MOST_DISCARDED_BYTES && !exceedsMemory) {
        Chunk chunk = super.read();
        if (chunk == null) {
          return false;
        }
        if (Chunk.isFailure(chunk)) {
          complete(false);
          arrived.add(Chunk.from(chunk.getFailure()));
          return true;
        }
        take(chunk);
        if (chunk.isLast()) {
          complete(true);
          return true;
        }
      }
      complete(false);
      return true;
    }

    private void take(Chunk chunk) {
      if (bytes.size() > maxBytes) {
        discarded += chunk.remaining();
      } else {
        byte[] copy = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(copy);
        bytes.writeBytes(copy);
        exceedsMemory = arrivingBytes.addAndGet(copy.length) > MOST_ARRIVING_BYTES;
      }
      chunk.release();
    }

    private void complete(boolean last) {
      arrived.add(Chunk.from(ByteBuffer.wrap(bytes.toByteArray()), last));
    }

    @Override
    public Chunk read() {
      Chunk next = arrived.poll();
      return next == null ? super.read() : next;
    }
  }
}
