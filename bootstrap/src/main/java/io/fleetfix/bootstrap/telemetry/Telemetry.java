package io.fleetfix.bootstrap.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.Set;

/** OpenTelemetry as its own standard variables set it up; off unless they name where spans go. */
public final class Telemetry {
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /** The variables that switch it on; OpenTelemetry's others are its own affair. */
  public static final Set<String> SETTINGS = Set.of(EXPORTER, ENDPOINT);

  private Telemetry() {}

  public static OpenTelemetry of(Map<String, String> environment) {
    boolean wanted =
        environment.containsKey(ENDPOINT)
            || !environment.getOrDefault(EXPORTER, "none").equals("none");
    return wanted ? Sdk.start() : OpenTelemetry.noop();
  }

  /** Apart, so that the SDK's classes are only loaded where it is wanted. */
  private static final class Sdk {
    static OpenTelemetry start() {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .addPropertiesSupplier(
              () ->
                  Map.of(
                      "otel.service.name", "fleetfix",
                      // Metrics are at /metrics, and logs on standard error.
                      "otel.metrics.exporter", "none",
                      "otel.logs.exporter", "none"))
          .build()
          .getOpenTelemetrySdk();
    }
  }
}
