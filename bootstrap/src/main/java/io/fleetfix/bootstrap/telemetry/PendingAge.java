package io.fleetfix.bootstrap.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the oldest pending event has waited, as a log line in CloudWatch's embedded metric
 * format: one JSON object per line. Publishing it takes no call and no permission.
 */
public final class PendingAge {
  private static final String NAMESPACE = "FleetFix";
  private static final String METRIC = "OldestPendingAge";
  private static final String DIMENSION = "Table";

  private PendingAge() {}

  /**
   * The line, without a line terminator.
   *
   * @param table the table's name: letters, digits, {@code _}, {@code -} and {@code .}
   * @param age zero if nothing is pending; reported in whole seconds
   * @param at when the age was measured
   */
  public static String line(String table, Duration age, Instant at) {
    return """
        {"_aws":{"Timestamp":%s,"CloudWatchMetrics":[{"Namespace":"%s","Dimensions":[["%s"]],\
        "Metrics":[{"Name":"%s","Unit":"Seconds"}]}]},"%s":"%s","%s":%s}"""
        .formatted(
            Long.toString(at.toEpochMilli()),
            NAMESPACE,
            DIMENSION,
            METRIC,
            DIMENSION,
            table,
            METRIC,
            Long.toString(age.isNegative() ? 0 : age.toSeconds()));
  }
}
