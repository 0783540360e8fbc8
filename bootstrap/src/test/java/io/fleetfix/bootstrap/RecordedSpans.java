package io.fleetfix.bootstrap;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.fleetfix.bootstrap.wiring.TracingModule;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Turns on tracing for a service and records the spans that it would export. */
final class RecordedSpans implements AutoCloseable {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();

  /** The same service, with its spans recorded here. */
  Module of(List<Module> service) {
    return Modules.override(service).with(new TracingModule(sdk));
  }

  List<SpanData> finished() {
    return exporter.getFinishedSpanItems();
  }

  @Override
  public void close() {
    sdk.close();
  }
}
