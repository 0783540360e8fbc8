package io.fleetfix.adapter.http.access;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** The address to which a request is charged if no token says who sent it. */
final class ClientAddress {
  private ClientAddress() {}

  static String of(Request request) {
    return Request.getRemoteAddr(request);
  }

  static String of(Context context) {
    return of(ServletContextRequest.getServletContextRequest(context.req()));
  }
}
