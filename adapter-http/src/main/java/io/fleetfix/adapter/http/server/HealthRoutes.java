package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * Health checks. Live: the process answers, even if its dependencies fail. Ready: it can serve
 * requests.
 */
public final class HealthRoutes {
  private final BooleanSupplier tableAnswers;
  private volatile boolean draining;

  /**
   * Serves both checks.
   *
   * @param tableAnswers whether the table can be read; evaluated at each readiness check
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
      Json.answer(
          context,
          Problem.of(
              ProblemType.UNAVAILABLE, "The service is stopping, or its table does not answer."));
    } else {
      Json.answer(context, 200, new Health("UP"));
    }
  }
}
