package io.fleetfix.bootstrap.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/** OpenTelemetry, set up by its own standard variables; off unless they name a destination. */
public final class Telemetry {
  public static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private Telemetry() {}

  public static OpenTelemetry of(Map<String, String> environment) {
    boolean wanted =
        environment.containsKey(ENDPOINT)
            || !environment.getOrDefault(EXPORTER, "none").equals("none");
    return wanted ? Sdk.start() : OpenTelemetry.noop();
  }

  /**
   * Sends the last spans, which takes up to ten seconds.
   *
   * @throws IllegalStateException if that fails
   */
  public static void close(OpenTelemetry openTelemetry) {
    if (openTelemetry instanceof AutoCloseable sdk) {
      try {
        sdk.close();
      } catch (Exception failure) {
        throw new IllegalStateException("Can't send the last spans", failure);
      }
    }
  }

  /** A class of its own, so that the SDK is loaded only when it is switched on. */
  private static final class Sdk {
    static OpenTelemetry start() {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook() // the service's own stop closes it, after the last span
          .addPropertiesSupplier(
              () ->
                  Map.of(
                      "otel.service.name", "fleetfix",
                      // gRPC, OpenTelemetry's own default, needs a library that the jar leaves out.
                      "otel.exporter.otlp.protocol", "http/protobuf",
                      // Metrics are served at /metrics, and logs go to standard error.
                      "otel.metrics.exporter", "none",
                      "otel.logs.exporter", "none"))
          .build()
          .getOpenTelemetrySdk();
    }
  }
}
