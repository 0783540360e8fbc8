package io.fleetfix.bootstrap.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.IntSupplier;

/** How many connections clients have opened, and how many there may be. */
public final class ConnectionGauges implements MeterBinder {
  private final IntSupplier open;
  private final int limit;

  public ConnectionGauges(IntSupplier open, int limit) {
    this.open = open;
    this.limit = limit;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("http.connections", open::getAsInt)
        .description("Number of open connections of clients.")
        .register(registry);
    Gauge.builder("http.connections.limit", () -> limit)
        .description(
            "Number of connections above which those that have been silent for longest are closed.")
        .register(registry);
  }
}
