package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Binds the tracer. */
public final class TracingModule extends AbstractModule {
  private final OpenTelemetry openTelemetry;

  public TracingModule(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  @Provides
  @Singleton
  Tracer tracer() {
    return openTelemetry.getTracer("io.fleetfix");
  }

  @ProvidesIntoSet
  ClosedLast closed() {
    return () -> Telemetry.close(openTelemetry);
  }

  @Provides
  static Tracing tracing(Tracer tracer) {
    return new Tracing(tracer);
  }

  @Provides
  static Spans spans(Tracer tracer) {
    return new Spans(tracer);
  }
}
