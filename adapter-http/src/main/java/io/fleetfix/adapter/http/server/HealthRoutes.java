package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Health checks. Live: a restart would not help, even if dependencies fail. Ready: the service can
 * serve requests.
 */
public final class HealthRoutes {
  private final Supplier<List<String>> stuckLoops;
  private final BooleanSupplier tableAnswers;
  private volatile boolean draining;

  /**
   * Serves both checks.
   *
   * @param stuckLoops the names of the loops that only a restart can help; evaluated at each
   *     liveness check, so it must answer at once
   * @param tableAnswers whether the table can be read; evaluated at each readiness check
   */
  public HealthRoutes(Supplier<List<String>> stuckLoops, BooleanSupplier tableAnswers) {
    this.stuckLoops = stuckLoops;
    this.tableAnswers = tableAnswers;
  }

  private record Health(String status) {}

  void register(RoutesConfig routes) {
    routes.get("/health/live", this::live, RequiredScope.PUBLIC);
    routes.get("/health/ready", this::ready, RequiredScope.PUBLIC);
  }

  void drain() {
    draining = true;
  }

  private void live(Context context) {
    List<String> stuck = stuckLoops.get();
    if (stuck.isEmpty()) {
      Json.answer(context, 200, new Health("UP"));
    } else {
      Json.answer(context, Problem.stuck(stuck));
    }
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
