package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.javalin.config.RoutesConfig;

/** Registers some of the server's routes, each with its {@link RequiredScope}. */
@FunctionalInterface
public interface Routes {
  void register(RoutesConfig routes);
}
