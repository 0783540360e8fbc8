package io.fleetfix.adapter.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What every request passes before Javalin sees it, and what every answer carries. */
final class FrontDoor extends Handler.Wrapper {
  private static final PreEncodedHttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final PreEncodedHttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  FrontDoor(Handler next) {
    super(next);
  }

  static void addHeaders(HttpFields.Mutable headers) {
    headers.put(NO_SNIFFING);
    headers.put(NO_STORE);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    addHeaders(response.getHeaders());
    Request known =
        KNOWN_METHODS.contains(request.getMethod()) ? request : new UnknownMethod(request);
    return super.handle(new PlainMethod(known), response, callback);
  }

  /** Javalin would take another method from this header, and let a GET complete a repair. */
  private static final class PlainMethod extends Request.Wrapper {
    private final HttpFields headers;

    PlainMethod(Request wrapped) {
      super(wrapped);
      headers =
          HttpFields.build(wrapped.getHeaders()).remove("X-HTTP-Method-Override").asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /**
   * Javalin fails on methods that are not in capital letters and remembers every other one for
   * ever. No route has TRACE: under its name they all get the answer for a wrong method.
   */
  private static final class UnknownMethod extends Request.Wrapper {
    UnknownMethod(Request wrapped) {
      super(wrapped);
    }

    @Override
    public String getMethod() {
      return "TRACE";
    }
  }
}
