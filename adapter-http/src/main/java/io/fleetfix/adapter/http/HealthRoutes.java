package io.fleetfix.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * What a supervisor asks. Alive: the process answers, whatever else is broken. Ready: it should be
 * given requests.
 */
public final class HealthRoutes {
  private final OutboxStatus outbox;
  private final BooleanSupplier tableAnswers;
  private volatile boolean draining;

  /**
   * Asks nothing yet.
   *
   * @param tableAnswers whether requests can be served; asked each time that somebody wants to know
   */
  public HealthRoutes(OutboxStatus outbox, BooleanSupplier tableAnswers) {
    this.outbox = outbox;
    this.tableAnswers = tableAnswers;
  }

  private record Health(String status) {}

  void register(RoutesConfig routes) {
    routes.get(
        "/health/live", context -> Json.answer(context, 200, new Health("UP")), Access.PUBLIC);
    routes.get("/health/ready", this::ready, Access.PUBLIC);
    // A backlog never makes the service unready: its requests are what it can still do well.
    routes.get(
        "/health/outbox",
        context -> Json.answer(context, 200, outbox.answer()),
        Access.OUTBOX_OPERATE);
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
