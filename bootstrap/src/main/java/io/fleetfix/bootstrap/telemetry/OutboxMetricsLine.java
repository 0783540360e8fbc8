package io.fleetfix.bootstrap.telemetry;

import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The state of the outbox, as a log line in CloudWatch's embedded metric format: one JSON object
 * per line. Publishing it takes no call and no permission.
 *
 * @param table the table's name: letters, digits, {@code _}, {@code -} and {@code .}
 * @param at when the values were measured
 * @param values what is known, at least one; an unknown value is left out
 */
public record OutboxMetricsLine(String table, Instant at, Map<Metric, Long> values) {
  private static final String NAMESPACE = "FleetFix";
  private static final String DIMENSION = "Table";

  public OutboxMetricsLine {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** What CloudWatch gets. Each has an alarm in the template. */
  public enum Metric {
    /** In whole seconds, 0 if every event is delivered. */
    OLDEST_PENDING_AGE("OldestPendingAge", "Seconds"),
    QUARANTINED("Quarantined", "Count"),
    /** Those that reconciliation has found and that are not in order yet. */
    MISMATCHES("Mismatches", "Count");

    private final String title;
    private final String unit;

    Metric(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    private String definition() {
      return "{\"Name\":\"%s\",\"Unit\":\"%s\"}".formatted(title, unit);
    }
  }

  /** Of an outbox of this size, and of what was compared; nothing compared yet is unknown. */
  public static OutboxMetricsLine of(String table, OutboxSize size, Compared compared, Instant at) {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    values.put(Metric.QUARANTINED, size.quarantined());
    switch (size.oldest()) {
      case Oldest.None() -> values.put(Metric.OLDEST_PENDING_AGE, 0L);
      case Oldest.At(Instant occurredAt) ->
          values.put(
              Metric.OLDEST_PENDING_AGE, Math.max(0, Duration.between(occurredAt, at).toSeconds()));
      case Oldest.Unknown unknown -> {} // Zero would mean that every event is delivered.
    }
    if (compared.upTo() != null) {
      values.put(
          Metric.MISMATCHES,
          compared.mismatches().values().stream().mapToLong(Long::longValue).sum());
    }
    return new OutboxMetricsLine(table, at, values);
  }

  /** The line, without a line terminator. */
  public String text() {
    return """
    {"_aws":{"Timestamp":%s,"CloudWatchMetrics":[{"Namespace":"%s","Dimensions":[["%s"]],\
    "Metrics":[%s]}]},"%s":"%s",%s}\
    """
        .formatted(
            Long.toString(at.toEpochMilli()),
            NAMESPACE,
            DIMENSION,
            values.keySet().stream().map(Metric::definition).collect(Collectors.joining(",")),
            DIMENSION,
            table,
            values.entrySet().stream()
                .map(each -> "\"" + each.getKey().title + "\":" + each.getValue())
                .collect(Collectors.joining(",")));
  }
}
