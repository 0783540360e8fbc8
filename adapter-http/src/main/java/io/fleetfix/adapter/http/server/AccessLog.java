package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.message.RequestId;
import io.fleetfix.adapter.http.server.RequestTimes.Answered;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.MDC;

/** Reports every answer, including those to requests that never reach a route. */
final class AccessLog implements RequestLog {
  private static final String ROUTE = AccessLog.class.getName();
  private static final String NO_ROUTE = "UNKNOWN";
  private static final String STRANGE_METHOD = "OTHER";

  private final RequestTimes times;

  AccessLog(RequestTimes times) {
    this.times = times;
  }

  /** Must be registered before all other handlers, so that requests they refuse have a route. */
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
    MDC.put(RequestId.MDC_KEY, RequestId.of(request));
    try {
      times.took(
          new Answered(method(request.getMethod()), route(request), response.getStatus()),
          System.nanoTime() - request.getHeadersNanoTime());
    } catch (RuntimeException | Error failure) { // Jetty drops it
      ProcessEnd.HALT.ifOutOfMemory(failure);
      throw failure;
    } finally {
      MDC.remove(RequestId.MDC_KEY);
    }
  }

  private static String method(String given) {
    return given.equals("HEAD") || RequestSanitizer.isKnown(given) ? given : STRANGE_METHOD;
  }

  private static String route(Request request) {
    return request.getAttribute(ROUTE) instanceof String path ? path : NO_ROUTE;
  }
}
