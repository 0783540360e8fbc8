package io.fleetfix.bootstrap.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log line in which CloudWatch finds a metric: its embedded metric format. */
public final class EmbeddedMetric {
  private static final String NAMESPACE = "FleetFix";
  private static final String NAME = "OldestPendingAge";
  private static final String DIMENSION = "Table";
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmbeddedMetric() {}

  /** How long the oldest event has waited that has not come out of the bus, in seconds. */
  public static String oldestPendingAge(String table, Duration age, Instant at) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            at.toEpochMilli(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    NAMESPACE,
                    "Dimensions",
                    List.of(List.of(DIMENSION)),
                    "Metrics",
                    List.of(Map.of("Name", NAME, "Unit", "Seconds"))))));
    line.put(DIMENSION, table);
    line.put(NAME, age.toSeconds());
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
