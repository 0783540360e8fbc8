package io.fleetfix.adapter.http.server;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What every request passes before Javalin sees it, and what every answer carries. */
final class RequestSanitizer extends Handler.Wrapper {
  private static final PreEncodedHttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final PreEncodedHttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private static final PreEncodedHttpField NOTHING_ACTIVE =
      new PreEncodedHttpField(
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  private static final PreEncodedHttpField NO_REFERRER =
      new PreEncodedHttpField("Referrer-Policy", "no-referrer");

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  RequestSanitizer(Handler next) {
    super(next);
  }

  static void addHeaders(HttpFields.Mutable headers) {
    headers.put(NO_SNIFFING);
    headers.put(NO_STORE);
    headers.put(NOTHING_ACTIVE);
    headers.put(NO_REFERRER);
  }

  /** Whether a route could have it. */
  static boolean isKnown(String method) {
    return KNOWN_METHODS.contains(method);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    addHeaders(response.getHeaders());
    return super.handle(new PlainMethod(request), response, callback);
  }

  /** A request whose method is what its first line says, and one of those that routes have. */
  private static final class PlainMethod extends Request.Wrapper {
    private final String method;
    private final HttpFields headers;

    PlainMethod(Request wrapped) {
      super(wrapped);
      method = routed(wrapped.getMethod());
      // Javalin would take another method from this header, and let a GET complete a repair.
      headers =
          HttpFields.build(wrapped.getHeaders()).remove("X-HTTP-Method-Override").asImmutable();
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    /**
     * Javalin answers HEAD without asking the route or who may see it: here it is a GET, whose body
     * the server leaves out. It fails on methods that are not in capital letters and remembers
     * every other one for ever. No route has TRACE: under its name they all get the answer for a
     * wrong method.
     */
    private static String routed(String given) {
      if (given.equals("HEAD")) {
        return "GET";
      }
      return isKnown(given) ? given : "TRACE";
    }
  }
}
