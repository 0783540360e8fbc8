package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves {@code openapi.yaml}. */
final class OpenApiRoute {
  private static final String DESCRIPTION = "/openapi.yaml";

  private OpenApiRoute() {}

  static void register(RoutesConfig routes) {
    routes.get(
        DESCRIPTION,
        context -> context.contentType("application/yaml").result(read()),
        RequiredScope.PUBLIC);
  }

  private static byte[] read() {
    try (InputStream description = OpenApiRoute.class.getResourceAsStream(DESCRIPTION)) {
      if (description == null) {
        throw new IllegalStateException("openapi.yaml is missing from the class path");
      }
      return description.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
