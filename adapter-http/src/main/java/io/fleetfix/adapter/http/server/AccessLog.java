package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.server.RequestTimes.Answered;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** The server's own log of what it answered, which sees also what never gets to a route. */
final class AccessLog implements RequestLog {
  private static final String ROUTE = AccessLog.class.getName();
  private static final String NO_ROUTE = "UNKNOWN";
  private static final String STRANGE_METHOD = "OTHER";

  private final RequestTimes times;

  AccessLog(RequestTimes times) {
    this.times = times;
  }

  /** Before all others, so that what they refuse has its route, too. */
  void register(RoutesConfig routes) {
    routes.beforeMatched(AccessLog::rememberRoute);
  }

  private static void rememberRoute(Context context) {
    Endpoint matched = context.endpoints().matchedHttpEndpoint();
    if (matched != null) {
      context.attribute(ROUTE, matched.path);
    }
  }

  @Override
  public void log(Request request, Response response) {
    times.took(
        new Answered(method(request.getMethod()), route(request), response.getStatus()),
        System.nanoTime() - request.getHeadersNanoTime());
  }

  private static String method(String given) {
    return given.equals("HEAD") || RequestSanitizer.isKnown(given) ? given : STRANGE_METHOD;
  }

  private static String route(Request request) {
    return request.getAttribute(ROUTE) instanceof String path ? path : NO_ROUTE;
  }
}
