package io.fleetfix.adapter.http.message;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses bodies by their headers, where Jetty is more generous: a transfer coding other than
 * {@code chunked} alone, and chunks in HTTP/1.0, which a proxy might read differently; and a body
 * that is too long, before a client that waits for 100 Continue has sent it.
 */
public final class FramingFilter extends Handler.Wrapper {
  private final int maxBytes;

  public FramingFilter(int maxBytes, Handler next) {
    super(next);
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isFramed(request)) {
      Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    if (waitsWithTooMuch(request)) {
      Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isFramed(Request request) {
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && codings.getFirst().equalsIgnoreCase(HttpHeaderValue.CHUNKED.asString())
            && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0);
  }

  private boolean waitsWithTooMuch(Request request) {
    return request.getLength() > maxBytes
        && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
  }
}
