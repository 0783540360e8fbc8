package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * What a supervisor asks. Alive: the process answers, whatever else is broken. Ready: it should be
 * given requests.
 */
public final class HealthRoutes {
  private final BooleanSupplier tableAnswers;
  private volatile boolean draining;

  /**
   * Asks nothing yet.
   *
   * @param tableAnswers whether requests can be served; asked each time that somebody wants to know
   */
  public HealthRoutes(BooleanSupplier tableAnswers) {
    this.tableAnswers = tableAnswers;
  }

  private record Health(String status) {}

  void register(RoutesConfig routes) {
    routes.get(
        "/health/live",
        context -> Json.answer(context, 200, new Health("UP")),
        RequiredScope.PUBLIC);
    routes.get("/health/ready", this::ready, RequiredScope.PUBLIC);
  }

  void drain() {
    draining = true;
  }

  private void ready(Context context) {
    if (draining || !tableAnswers.getAsBoolean()) {
      Json.answer(context, Problem.unavailable());
    } else {
      Json.answer(context, 200, new Health("UP"));
    }
  }
}
