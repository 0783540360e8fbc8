package io.fleetfix.adapter.http.origin;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

/**
 * Refuses with 403 what a page of another origin writes. Browsers let a page send some requests
 * anywhere, and say in {@code Origin} and {@code Sec-Fetch-Site} from where they come. Clients that
 * are not browsers send neither header.
 *
 * <p>Not guaranteed for browsers that send neither header: they are stopped because all writes need
 * a method or a content type that pages may not send to other origins.
 */
public final class OriginFilter extends Handler.Wrapper {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** What browsers send for pages of this service, and for requests without a page. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private static final Pattern ORIGIN = Pattern.compile("(http|https)://([^/@?#\\s,]+)");

  public OriginFilter(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (READING.contains(request.getMethod()) || isOwn(request)) {
      return super.handle(request, response, callback);
    }
    Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
    return true;
  }

  private static boolean isOwn(Request request) {
    return OWN_SITE.containsAll(request.getHeaders().getValuesList("Sec-Fetch-Site"))
        && request.getHeaders().getValuesList(HttpHeader.ORIGIN).stream()
            .allMatch(origin -> isOwn(origin, request.getHttpURI()));
  }

  /**
   * The scheme is not compared: behind a proxy that ends TLS, the service doesn't see the one that
   * the browser uses. It decides which port is meant where none is written.
   */
  private static boolean isOwn(String origin, HttpURI target) {
    Matcher parts = ORIGIN.matcher(origin);
    if (!parts.matches() || target.getHost() == null) {
      return false;
    }
    int usualPort = parts.group(1).equals("https") ? 443 : 80;
    try {
      HostPort page = new HostPort(parts.group(2));
      int port = target.getPort() > 0 ? target.getPort() : usualPort;
      return target.getHost().equalsIgnoreCase(page.getHost()) && page.getPort(usualPort) == port;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
