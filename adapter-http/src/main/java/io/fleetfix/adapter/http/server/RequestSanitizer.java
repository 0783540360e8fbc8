package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.message.RequestId;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Gives every request an id and every answer its headers, and normalizes the method. */
final class RequestSanitizer extends Handler.Wrapper {
  private static final PreEncodedHttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final PreEncodedHttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private static final PreEncodedHttpField NOTHING_ACTIVE =
      new PreEncodedHttpField(
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  /** Browsers then don't give an answer to a page of another origin, as an image or otherwise. */
  private static final PreEncodedHttpField OWN_PAGES_ONLY =
      new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin");

  private static final PreEncodedHttpField NO_REFERRER =
      new PreEncodedHttpField("Referrer-Policy", "no-referrer");

  private static final Set<String> KNOWN_METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  static void addHeaders(Request request, HttpFields.Mutable headers) {
    headers.put(RequestId.HEADER, RequestId.of(request));
    headers.put(NO_SNIFFING);
    headers.put(NO_STORE);
    headers.put(NOTHING_ACTIVE);
    headers.put(OWN_PAGES_ONLY);
    headers.put(NO_REFERRER);
  }

  /** Whether a route could have this method. */
  static boolean isKnown(String method) {
    return KNOWN_METHODS.contains(method);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    addHeaders(request, response.getHeaders());
    MDC.put(RequestId.MDC_KEY, RequestId.of(request));
    try {
      return super.handle(new PlainMethod(request), response, callback);
    } finally {
      MDC.remove(RequestId.MDC_KEY);
    }
  }

  /** A request whose method comes from its first line only, and is one that routes can have. */
  private static final class PlainMethod extends Request.Wrapper {
    private final String method;
    private final HttpFields headers;

    PlainMethod(Request wrapped) {
      super(wrapped);
      method = routed(wrapped.getMethod());
      // Javalin would let this header override the method, so that a GET could complete a repair.
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
     * Javalin answers HEAD without calling the route or checking access, so HEAD becomes a GET,
     * whose body the server omits. Javalin also fails on methods in lower case and keeps every
     * unknown one in memory for ever: such methods become TRACE, which no route has, and are
     * answered with 405.
     */
    private static String routed(String given) {
      if (given.equals("HEAD")) {
        return "GET";
      }
      return isKnown(given) ? given : "TRACE";
    }
  }
}
