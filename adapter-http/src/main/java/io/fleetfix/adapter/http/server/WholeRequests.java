package io.fleetfix.adapter.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
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
 * that are broken or too long are passed on, too, for a later handler to refuse.
 */
final class WholeRequests extends Handler.Wrapper {
  private final int maxBytes;

  WholeRequests(int maxBytes, Handler next) {
    super(next);
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Body body = new Body(request);
    if (request.getLength() > maxBytes || body.hasArrived()) {
      return super.handle(body, response, callback);
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

  private void pass(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable failure) { // this is the thread's last chance to answer
      Response.writeError(request, response, callback, failure);
    }
  }

  /** A request that serves its body from memory. */
  private final class Body extends Request.Wrapper {
    /** A copy: each of Jetty's buffers may hold as little as one byte of a slow client. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    private final Deque<Chunk> arrived = new ArrayDeque<>();

    Body(Request request) {
      super(request);
    }

    /** Takes what there is without waiting. */
    boolean hasArrived() {
      while (bytes.size() <= maxBytes) {
        Chunk chunk = super.read();
        if (chunk == null) {
          return false;
        }
        if (Chunk.isFailure(chunk)) {
          complete(false);
          arrived.add(Chunk.from(chunk.getFailure()));
          return true;
        }
        byte[] copy = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(copy);
        chunk.release();
        bytes.writeBytes(copy);
        if (chunk.isLast()) {
          complete(true);
          return true;
        }
      }
      complete(false);
      return true;
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
