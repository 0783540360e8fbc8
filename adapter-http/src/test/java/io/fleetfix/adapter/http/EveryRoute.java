package io.fleetfix.adapter.http;

import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;

/** The routes of a server, with paths that name what exists there. */
final class EveryRoute {
  private EveryRoute() {}

  /** A route, with a path that has no placeholders. */
  record Route(HandlerType method, String path) {
    boolean writes() {
      return !method.equals(HandlerType.GET);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Route> of(ServerUnderTest server, String repair, String eventId) {
    return server.server().app().unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> new Route(endpoint.method, path(endpoint, repair, eventId)))
        .toList();
  }

  private static String path(Endpoint endpoint, String repair, String eventId) {
    return endpoint
        .path
        .replace("/repairs/{id}", repair)
        .replace("{id}", "M-1")
        .replace("{n}", "1")
        .replace("{lineId}", "L-1")
        .replace("{number}", "INV-2025-000001")
        .replace("{eventId}", eventId)
        .replace("{slug}", "not-found");
  }
}
