package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.javalin.config.RoutesConfig;

/** Some of the server's routes, each with the {@link RequiredScope} that it asks for. */
@FunctionalInterface
public interface Routes {
  void register(RoutesConfig routes);
}
