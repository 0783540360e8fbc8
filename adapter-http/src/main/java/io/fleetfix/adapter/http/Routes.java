package io.fleetfix.adapter.http;

import io.javalin.config.RoutesConfig;

/** Some of the server's routes, each with the {@link Access} that it asks for. */
@FunctionalInterface
public interface Routes {
  void register(RoutesConfig routes);
}
