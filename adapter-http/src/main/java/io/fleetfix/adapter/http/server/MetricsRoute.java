package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** The metrics, for Prometheus or another collector. */
public final class MetricsRoute implements Routes {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> metrics;

  /**
   * Serves the metrics.
   *
   * @param metrics the current values in Prometheus's text format 0.0.4
   */
  public MetricsRoute(Supplier<String> metrics) {
    this.metrics = metrics;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/metrics",
        context -> context.contentType(PROMETHEUS_TEXT).result(metrics.get()),
        RequiredScope.METRICS_READ);
  }
}
